/// <reference types="vite/client" />
import type { Consent } from "@assent/core";
import { type Cleared, clear, openGates } from "@assent/core/dom";
import { mount as mountPlainly } from "@assent/ui";
import messages from "@assent/ui/locales/en";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import {
  type Counted,
  counted,
  type Given,
  type Harness,
  type Part,
  request,
  returning,
  showAnswer,
  visit,
} from "./contract.js";
import "../../packages/ui/src/css/banner.css";
import "../../packages/ui/src/css/layers.css";

const showBanner = (options: PartOptions<"banner"> = {}): Counted => counted({ show: "banner", options });
const showChoices = (options: PartOptions<"choices"> = {}): Counted => counted({ show: "choices", options });
const showPreferences = (options: PartOptions<"preferences"> = {}): Counted =>
  counted({ show: "preferences", options });
const showEmbed = (service = "youtube"): Counted =>
  counted({ show: "embed", options: { service, messages, policyUrl: "/" } });
const all = (): Counted[] => [showBanner(), showPreferences(), showEmbed(), showChoices()];

type PartOptions<Show> = NonNullable<
  Extract<Part, { readonly show: Show; readonly options?: object }>["options"]
>;

/** What the components do in every framework. */
export function componentContract(name: string, harness: Harness): void {
  let container: HTMLElement;
  let complaints: MockInstance[];
  let unmounts: (() => Promise<void>)[] = [];

  async function mount(parts: readonly Part[], given: Given, inside: Element = container) {
    const unmount = await harness.mount(parts, given, inside);
    const once = async () => {
      unmounts = unmounts.filter((other) => other !== once);
      await unmount();
    };
    unmounts.push(once);
    return once;
  }
  /** What a visitor sees that matches, in the open dialog where there is one. */
  function seen(selector: string, inside: ParentNode = document): HTMLElement[] {
    const scope = document.querySelector("dialog[open]") ?? inside;
    return [...scope.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());
  }
  function button(label: string, inside?: ParentNode): HTMLElement {
    const found = seen("button", inside).find(({ textContent }) => textContent === label);
    if (!found) throw new Error(`Nobody sees a button “${label}”`);
    return found;
  }
  /** As a visitor with a keyboard does, who comes to it first. */
  function press(label: string, inside?: ParentNode): Promise<void> {
    const found = button(label, inside);
    return harness.act(() => {
      found.focus();
      found.click();
    });
  }
  const isAsking = (inside: ParentNode = container) => seen(".assent-banner", inside).length > 0;
  const isOpen = () => !!document.querySelector("dialog[open]");
  const opened = () => vi.waitFor(() => expect(isOpen()).toBe(true));
  const text = (selector: string, inside: ParentNode = document) => seen(selector, inside)[0]?.textContent;
  const hasContent = () => text("output", container) === "content";
  const focused = () => document.activeElement;

  /** How often a visitor decided, and how many listen now. */
  function counting(consent: Consent): { readonly consent: Consent; choices: number; listeners: number } {
    const count = { consent, choices: 0, listeners: 0 };
    consent.on("choice", () => count.choices++);
    const heard =
      <Arguments extends unknown[]>(listen: (...given: Arguments) => () => void) =>
      (...given: Arguments) => {
        const stop = listen(...given);
        count.listeners++;
        return () => {
          count.listeners--;
          stop();
        };
      };
    const on = heard(consent.on as (type: "choice", listener: () => void) => () => void) as Consent["on"];
    return Object.assign(count, { consent: { ...consent, on, subscribe: heard(consent.subscribe) } });
  }

  describe(name, () => {
    beforeEach(() => {
      container = document.body.appendChild(document.createElement("main"));
      complaints = [vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
    });
    afterEach(async () => {
      for (const unmount of unmounts) await unmount();
      unmounts = [];
      container.remove();
      const calls = complaints.flatMap(({ mock }) => mock.calls);
      vi.restoreAllMocks();
      expect(calls).toEqual([]);
      await vi.waitFor(() => expect(document.querySelectorAll(".assent")).toHaveLength(0));
    });

    it.each([
      ["Reject all", false],
      ["Accept all", true],
    ])("asks; %s is one click, decides once, and says that it was saved", async (label, granted) => {
      const count = counting(visit());
      await mount(all(), count);
      expect(isAsking()).toBe(true);
      await press(label);
      expect(isAsking()).toBe(false);
      expect(count.consent.getState().permissions).toMatchObject({
        statistics: granted,
        advertising: granted,
      });
      expect(count.choices).toBe(1);
      expect(document.querySelector(".assent-status")?.textContent).toBe("Your choice was saved.");
    });

    it("leaves the keyboard in the page after an answer", async () => {
      await mount(all(), { consent: visit() });
      await press("Reject all");
      await vi.waitFor(() => expect(focused()).toBe(container));
    });

    it("closes the banner by Escape in it, without an answer", async () => {
      const count = counting(visit());
      await mount(all(), count);
      const leave = new KeyboardEvent("keydown", { key: "Escape", bubbles: true });
      await harness.act(() => void button("Choose").dispatchEvent(leave));
      expect(isAsking()).toBe(false);
      expect(count.choices).toBe(0);
    });

    it("loads the preferences when somebody comes to their button, not before", async () => {
      await mount(all(), { consent: visit() });
      expect(document.querySelector("dialog")).toBeNull();
      button("Choose").focus();
      await vi.waitFor(() => expect(document.querySelector("dialog")).not.toBeNull());
      expect(isOpen()).toBe(false);
    });

    it("saves what was chosen in the preferences, once, and gives the keyboard back", async () => {
      const count = counting(visit());
      await mount(all(), count);
      await press("Choose");
      await opened();
      await harness.act(() => seen("[name=statistics]")[0]?.click());
      await press("Save");
      expect(isOpen()).toBe(false);
      expect(count.consent.getState().permissions).toMatchObject({ statistics: true, advertising: false });
      expect(count.choices).toBe(1);
      await vi.waitFor(() => expect(focused()).toBe(container));
    });

    it("forgets the toggles of preferences that were left", async () => {
      const consent = visit();
      await mount(all(), { consent });
      await press("Cookie choices");
      await opened();
      await harness.act(() => seen("[name=statistics]")[0]?.click());
      await press("Close");
      expect(isOpen()).toBe(false);
      await press("Cookie choices");
      expect(isOpen()).toBe(true);
      expect(seen(":checked")).toEqual([]);
    });

    it("opens preferences that were asked for before they were there", async () => {
      const consent = visit();
      consent.openPreferences();
      await mount(all(), { consent });
      await harness.act(() => consent.openPreferences());
      await opened();
    });

    it("withdraws with one click, and says what became of it", async () => {
      const consent = visit(returning);
      consent.onGrant("statistics", () => {});
      await mount([showPreferences({ clear }), showChoices()], { consent });
      await press("Withdraw consent");
      expect(consent.allows("statistics")).toBe(false);
      await vi.waitFor(() => expect(text(".assent-notice p")).toContain("Reload this page"));
      expect(() => button("Withdraw consent")).toThrow();
      await vi.waitFor(() => expect(focused()).toBe(container));
      await press("Close");
      expect(seen(".assent-notice")).toEqual([]);
    });

    it("asks for a reload once, though an earlier change is still being cleared", async () => {
      const consent = visit(returning);
      const ends: ((cleared: Cleared) => void)[] = [];
      const slowly = () => new Promise<Cleared>((resolve) => ends.push(resolve));
      await mount([showPreferences({ clear: slowly }), showChoices()], { consent });
      const notices: Node[] = [];
      const watching = new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
          notices.push(...[...addedNodes].filter((node) => (node as Element).matches?.(".assent-notice")));
      });
      watching.observe(document.body, { childList: true });
      await press("Withdraw consent");
      expect(ends.length).toBeGreaterThan(1);
      await harness.act(() => {
        for (const end of ends) end({ stopped: [], deleted: [], remaining: [], reloadRequired: true });
      });
      await vi.waitFor(() => expect(text(".assent-notice p")).toContain("Reload this page"));
      watching.disconnect();
      expect(notices).toHaveLength(1);
    });

    it("says what was deleted, though a later change is cleared first", async () => {
      const consent = visit(returning);
      const ends: ((cleared: Cleared) => void)[] = [];
      const slowly = () => new Promise<Cleared>((resolve) => ends.push(resolve));
      await mount([showPreferences({ clear: slowly }), showChoices()], { consent });
      await press("Withdraw consent");
      await harness.act(() => consent.answer("youtube", true));
      const nothing = { stopped: [], deleted: [], remaining: [], reloadRequired: false };
      const removed = { service: "audience", name: "_ex_1", kind: "cookie" } as const;
      await harness.act(() => {
        for (const end of ends.splice(-1)) end(nothing);
        for (const end of ends.splice(-1)) end({ ...nothing, deleted: [removed] });
      });
      await vi.waitFor(() => expect(text(".assent-notice p")).toContain("_ex_1"));
    });

    it("loads an embed once, until a refusal, and answers for nothing", async () => {
      const count = counting(visit());
      await mount(all(), count);
      expect(text(".assent-placeholder p")).toContain("Google");
      await press("Load once");
      expect(hasContent()).toBe(true);
      expect(count.choices).toBe(0);
      expect(focused()).toBe(container.querySelector("output")?.parentElement);
      await press("Reject all");
      expect(hasContent()).toBe(false);
      expect(count.consent.allows("youtube")).toBe(false);
    });

    it("loads an embed always, with one answer, and closes it with the withdrawal", async () => {
      const count = counting(visit());
      await mount(all(), count);
      await press("Always load");
      expect(hasContent()).toBe(true);
      expect(count.choices).toBe(1);
      expect(count.consent.allows("youtube")).toBe(true);
      expect(count.consent.allows("advertising")).toBe(false);
      await press("Withdraw consent");
      expect(hasContent()).toBe(false);
    });

    it("loads no embed twice where gates are open on the same page", async () => {
      const count = counting(visit());
      const stop = openGates(count.consent);
      unmounts.push(async () => stop());
      await mount(all(), count);
      await press("Always load");
      expect(hasContent()).toBe(true);
      expect(count.choices).toBe(1);
    });

    it("shows two banners that are answered by one click, which acts once", async () => {
      const count = counting(visit());
      await mount([showBanner(), showBanner({ id: "second", layout: "bar" }), showPreferences()], count);
      expect(seen(".assent-banner")).toHaveLength(2);
      const ids = [...container.querySelectorAll("[id]")].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      await press("Accept all", container.querySelector("#second") as Element);
      expect(isAsking()).toBe(false);
      expect(count.choices).toBe(1);
    });

    it("acts once on a page whose root has a listener too", async () => {
      const count = counting(visit());
      const stop = mountPlainly(count.consent, { id: "plain" });
      unmounts.push(async () => {
        stop();
        document.querySelector("#plain")?.remove();
      });
      await mount([showBanner()], count);
      await press("Accept all", container);
      expect(count.choices).toBe(1);
    });

    it("keeps the components of two consents apart", async () => {
      const [first, second] = [visit(), visit()];
      const left = container.appendChild(document.createElement("div"));
      const right = container.appendChild(document.createElement("div"));
      await mount([showBanner()], { consent: first }, left);
      await mount([showBanner({ id: "second" })], { consent: second }, right);
      await press("Accept all", left);
      expect([isAsking(left), isAsking(right)]).toEqual([false, true]);
      expect([first, second].map(({ allows }) => allows("statistics"))).toEqual([true, false]);
    });

    it("leaves nothing behind when it is unmounted, and acts once when it is back", async () => {
      const count = counting(visit());
      for (let round = 0; round < 3; round++) {
        const unmount = await mount(all(), count);
        await harness.act(() => count.consent.openPreferences());
        await opened();
        await unmount();
        await vi.waitFor(() => expect(document.querySelector(".assent")).toBeNull());
        await vi.waitFor(() => expect(count.listeners).toBe(0));
        count.consent.dismiss();
      }
      count.consent.forget();
      await mount(all(), count);
      await press("Accept all");
      expect(count.choices).toBe(1);
    });

    it("renders no reader elsewhere whose answer stays", async () => {
      const consent = visit();
      const readers = [showAnswer("statistics"), showAnswer("session")];
      await mount([...all(), ...readers], { consent });
      const before = readers.map(({ renders }) => renders);
      await press("Choose");
      await opened();
      await harness.act(() => seen("[name=advertising]")[0]?.click());
      await press("Save");
      expect(consent.allows("advertising")).toBe(true);
      expect(readers.map(({ renders }) => renders)).toEqual(before);
    });

    it("draws neither the banner nor the way back again while toggles move", async () => {
      const consent = visit(returning);
      const drawn = [showBanner(), showChoices()];
      const reader = showAnswer("statistics");
      await mount([...drawn, showPreferences(), reader], { consent });
      const before = [...drawn, reader].map(({ renders }) => renders);
      await press("Cookie choices");
      await opened();
      await harness.act(() => seen("[name=advertising]")[0]?.click());
      await harness.act(() => seen("[name=advertising]")[0]?.click());
      await press("Close");
      expect([...drawn, reader].map(({ renders }) => renders)).toEqual(before);
      await harness.act(() => consent.rejectAll());
      expect(drawn.map(({ renders }, index) => renders - (before[index] ?? 0))).toEqual([0, 1]);
    });

    it("names what an embed's provider keeps, after the withdrawal", async () => {
      const consent = visit();
      consent.onGrant("statistics", () => {});
      await mount([showPreferences({ clear }), showEmbed(), showChoices()], { consent });
      await harness.act(() => consent.acceptAll());
      await vi.waitFor(() => expect(hasContent()).toBe(true));
      await press("Withdraw consent");
      await vi.waitFor(() =>
        expect(text(".assent-notice p")).toContain("VISITOR_INFO1_LIVE belongs to Google"),
      );
    });

    it("says what the site says, and asks for the second layer's words when it opens", async () => {
      let loads = 0;
      const load = async () => {
        loads++;
        return { ...messages, save: "Keep" };
      };
      const texts = { categories: { statistics: { name: "Counting visits" } } };
      await mount([showBanner({ texts, policyUrl: "/cookies" }), showPreferences({ texts, load })], {
        consent: visit(),
      });
      expect(text(".assent-banner p")).toContain("Counting visits");
      expect(seen(".assent-banner a")[0]?.getAttribute("href")).toBe("/cookies");
      expect(loads).toBe(0);
      await press("Choose");
      await opened();
      expect(text("label")).toBe("Counting visits");
      expect(button("Keep")).toBeTruthy();
      expect(loads).toBe(1);
    });

    it("prints what a request said: the banner, or what was loaded for good", async () => {
      const consent = visit();
      container.innerHTML = await harness.print(all(), { consent, initial: request(null) });
      expect(isAsking()).toBe(true);
      expect(seen(".assent-placeholder")).toHaveLength(1);
      container.innerHTML = await harness.print(all(), { consent, initial: request(returning) });
      expect(isAsking()).toBe(false);
      expect(button("Withdraw consent")).toBeTruthy();
    });

    it("prints forms that post where scripts are off", async () => {
      const options = { action: "/choice", fields: { token: "a&b" } };
      container.innerHTML = await harness.print([showBanner(options)], {
        consent: visit(),
        initial: request(null),
      });
      const form = container.querySelector("form") as HTMLFormElement;
      expect([form.method, form.getAttribute("action")]).toEqual(["post", "/choice"]);
      expect(new FormData(form).get("token")).toBe("a&b");
    });

    it.each([
      ["a first visit", null, true, true],
      ["a first visit, printed for nobody", null, false, true],
      ["a returning visitor", returning, true, false],
      ["a returning visitor, printed for nobody", returning, false, false],
    ])("hydrates for %s, without a word", async (_, record, isRead, asks) => {
      const initial = isRead ? request(record) : undefined;
      container.innerHTML = await harness.print(all(), { consent: visit(), initial });
      const served = [...container.querySelectorAll(".assent-banner, .assent-banner *, .assent-choices")];
      expect(served.length).toBeGreaterThan(5);
      const count = counting(visit(record));
      unmounts.push(await harness.hydrate(all(), { consent: count.consent, initial }, container));
      expect([...container.querySelectorAll(".assent-banner, .assent-banner *, .assent-choices")]).toEqual(
        served,
      );
      expect(isAsking()).toBe(asks);
      if (asks) await press("Accept all");
      else await press("Withdraw consent");
      expect(count.choices).toBe(1);
      expect(isAsking()).toBe(false);
    });

    it("has nothing that axe complains of", async () => {
      await mount(all(), { consent: visit(returning) });
      const find = async (place: Element) => {
        for (const animation of document.getAnimations()) animation.finish();
        const { violations } = await axe.run(place);
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      };
      expect(await find(container)).toEqual([]);
      await press("Cookie choices");
      await opened();
      expect(await find(document.querySelector("dialog") as Element)).toEqual([]);
    });
  });
}
