import {
  AssentError,
  type Consent,
  type ConsentState,
  type ConsentStorage,
  createConsent,
  definePolicy,
  memoryStorage,
  readConsent,
  type Tabs,
} from "@assent/core";
import { memoryTabs, recordFor } from "@assent/core/testing";
import type { BannerOptions, ChoicesOptions, EmbedOptions, PreferencesOptions } from "@assent/ui";
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";

const actions = ["acceptAll", "rejectAll", "withdraw", "forget", "openPreferences", "dismiss"] as const;
type Action = (typeof actions)[number];

/** One thing that a page shows, in an element of its own. */
export type Part = {
  rendered(): void;
} /** The state, and a button for each of the functions, which it gets as its listener. */ & (
  | { readonly show: "state"; readonly actions: readonly Action[] }
  | { readonly show: "answer"; readonly name: string }
  | { readonly show: "selection"; readonly select: (state: ConsentState) => unknown }
  | { readonly show: "gate"; readonly to: string }
  | { readonly show: "banner"; readonly options?: BannerOptions }
  | { readonly show: "choices"; readonly options?: ChoicesOptions }
  | { readonly show: "preferences"; readonly options?: PreferencesOptions }
  | { readonly show: "embed"; readonly options: EmbedOptions }
);

export type PartOf<Show extends Part["show"]> = Extract<Part, { readonly show: Show }>;

/** What a provider or a plugin gets. */
export interface Given {
  readonly consent: Consent;
  readonly initial?: ConsentState | undefined;
}

/** What a framework has to do for the contract: show the parts, by its adapter alone. */
export interface Harness {
  mount(parts: readonly Part[], given: Given, container: Element): Promise<() => Promise<void>>;
  hydrate(parts: readonly Part[], given: Given, container: Element): Promise<() => Promise<void>>;
  print(parts: readonly Part[], given: Given): Promise<string>;
  /** Uses `useConsent` where nothing provides a consent. */
  mountAlone(container: Element): Promise<void>;
  /** Runs something, and lets the framework finish what follows from it. */
  act(run: () => void): Promise<void>;
}

/** A policy with names of every kind. */
const policy = definePolicy({
  categories: { necessary: "exempt", statistics: "ask", advertising: { rule: "ask", sale: true } },
  services: {
    session: {
      category: "necessary",
      provider: "Opendatasoft",
      party: "first",
      cookies: { sessionid: { purpose: "To remember the user", maxAge: "session" } },
    },
    audience: {
      category: "statistics",
      provider: "Opendatasoft",
      party: "first",
      cookies: { "_ex_*": { purpose: "To tell visits apart", maxAge: 86_400 } },
    },
    youtube: {
      category: "advertising",
      provider: "Google",
      party: "third",
      cookies: { VISITOR_INFO1_LIVE: { purpose: "To choose videos", maxAge: 86_400, domain: "youtube.com" } },
    },
  },
});

/** A consent as a page's module makes it, with what its visitor answered before. */
export function visit(record: string | null = null): Consent {
  return openTab(memoryStorage(record), memoryTabs()());
}

/** The same visitor's page in one more tab. */
function openTab(storage: ConsentStorage, tabs: Tabs): Consent {
  return createConsent(policy, { region: "FR", gpc: false, storage, tabs });
}

/** The visitor granted statistics and nothing else. */
export const returning: string = recordFor(policy, { statistics: true });

/** What a server reads from a visitor's request. */
export function request(record: string | null): ConsentState {
  return readConsent(policy, { cookie: record && `cookies_preferences=${record}`, region: "FR", gpc: false });
}

/** A promise, and what keeps it. */
export function later(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

/** A part that counts how often it rendered. */
export type Counted = Part & { renders: number };

/** Counts how often a part renders. */
export function counted<Made extends object>(made: Made): Made & { renders: number; rendered(): void } {
  const count = {
    renders: 0,
    rendered() {
      this.renders++;
    },
  };
  return Object.assign(count, made);
}
export const showState = (): Counted => counted({ show: "state" as const, actions });
export const showAnswer = (name: string): Counted => counted({ show: "answer" as const, name });
export const showGate = (to: string): Counted => counted({ show: "gate" as const, to });
export const showSelection = (select: (state: ConsentState) => unknown): Counted =>
  counted({ show: "selection" as const, select });

/** What every adapter does, whatever its framework. */
export function contract(name: string, harness: Harness): void {
  let container: HTMLElement;
  let complaints: MockInstance[];
  let unmounts: (() => Promise<void>)[] = [];

  const text = (index = 0, inside: ParentNode = container) =>
    inside.querySelectorAll("[data-part]")[index]?.querySelector("output")?.textContent;
  const click = (action: Action) =>
    harness.act(() => container.querySelector<HTMLButtonElement>(`[data-action=${action}]`)?.click());
  const mount = async (parts: readonly Part[], given: Given) => {
    const unmount = await harness.mount(parts, given, container);
    const once = async () => {
      unmounts = unmounts.filter((other) => other !== once);
      await unmount();
    };
    unmounts.push(once);
    return once;
  };
  /** Puts in what a server printed for one request, and hydrates it with what the browser holds. */
  const hydrate = async (parts: readonly Counted[], printed: Given, given: Given) => {
    container.innerHTML = await harness.print(parts, printed);
    for (const part of parts) part.renders = 0;
    const served = [...container.querySelectorAll("[data-part]")];
    unmounts.push(await harness.hydrate(parts, given, container));
    expect([...container.querySelectorAll("[data-part]")]).toEqual(served);
  };

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
    });

    it("starts the consent with the page, and stops it with the page", async () => {
      const [storage, join] = [memoryStorage(), memoryTabs()];
      const [consent, other] = [openTab(storage, join()), openTab(storage, join())];
      const unmount = await mount([showState()], { consent });
      expect(text()).toBe("banner");
      await harness.act(() => other.rejectAll());
      expect(text()).toBe("closed");
      await unmount();
      other.acceptAll();
      expect(consent.allows("statistics")).toBe(false);
    });

    it("shows the state, and follows it", async () => {
      const consent = visit();
      await mount([showState()], { consent });
      await harness.act(() => consent.openPreferences());
      expect(text()).toBe("preferences");
      await harness.act(() => consent.save({ statistics: true }));
      expect(text()).toBe("closed");
    });

    it.each([
      ["acceptAll", "closed", true],
      ["rejectAll", "closed", false],
      ["withdraw", "closed", false],
      ["forget", "banner", false],
      ["dismiss", "closed", false],
      ["openPreferences", "preferences", false],
    ] as const)("%s can be a click's listener as it is", async (action, status, granted) => {
      const consent = visit();
      await mount([showState(), showAnswer("statistics")], { consent });
      await click(action);
      expect([text(0), text(1)]).toEqual([status, `${granted}`]);
    });

    it.each([
      ["a category", "statistics", "advertising"],
      ["a service", "audience", "youtube"],
      ["a cookie", "_ex_1a2b", "VISITOR_INFO1_LIVE"],
    ])("answers for %s", async (_, granted, denied) => {
      const consent = visit(returning);
      await mount([showAnswer(granted), showAnswer(denied)], { consent });
      expect([text(0), text(1)]).toEqual(["true", "false"]);
      await harness.act(() => consent.save({ statistics: false, advertising: true }));
      expect([text(0), text(1)]).toEqual(["false", "true"]);
    });

    it("answers false for what nothing declares", async () => {
      const consent = visit();
      await mount([showAnswer("toString"), showAnswer("unheard-of")], { consent });
      await harness.act(() => consent.acceptAll());
      expect([text(0), text(1)]).toEqual(["false", "false"]);
    });

    it("renders no answer again when the preferences open, toggles move, or the banner goes", async () => {
      const consent = visit();
      const parts = [showState(), showAnswer("statistics"), showGate("statistics")];
      await mount(parts, { consent });
      const before = parts.map(({ renders }) => renders);
      await harness.act(() => consent.openPreferences());
      await harness.act(() => consent.setDraft({ statistics: true }));
      await harness.act(() => consent.dismiss());
      expect(text(0)).toBe("closed");
      expect(parts.slice(1).map(({ renders }) => renders)).toEqual(before.slice(1));
      expect(parts[0]?.renders).toBeGreaterThan(before[0] ?? 0);
    });

    it("renders none of 1,000 answers again that didn't change", async () => {
      const consent = visit();
      const steady = Array.from({ length: 1000 }, () => showAnswer("advertising"));
      const total = () => steady.reduce((sum, { renders }) => sum + renders, 0);
      await mount([showAnswer("statistics"), ...steady], { consent });
      const before = total();
      await harness.act(() => consent.save({ statistics: true, advertising: false }));
      expect([text(0), text(1), text(1000)]).toEqual(["true", "false", "false"]);
      expect(total()).toBe(before);
    });

    it("selects a part of the state, and renders again when that changes alone", async () => {
      const consent = visit();
      const part = showSelection((state) => ("asks" in state ? state.asks : []));
      await mount([part], { consent });
      expect(text()).toBe('["statistics","advertising"]');
      const before = part.renders;
      await harness.act(() => consent.openPreferences());
      expect(part.renders).toBe(before);
      await harness.act(() => consent.save({ statistics: true }));
      expect(text()).toBe("[]");
      expect(part.renders).toBeGreaterThan(before);
    });

    it("bears a selector that makes a new object each time", async () => {
      const consent = visit();
      await mount([showSelection(({ status }) => ({ status }))], { consent });
      expect(text()).toBe('{"status":"banner"}');
      await harness.act(() => consent.acceptAll());
      expect(text()).toBe('{"status":"closed"}');
    });

    it("opens and closes a gate, again and again", async () => {
      const consent = visit();
      await mount([showGate("youtube")], { consent });
      expect(text()).toBe("closed");
      await harness.act(() => consent.answer("youtube", true));
      expect(text()).toBe("open");
      await harness.act(() => consent.withdraw());
      expect(text()).toBe("closed");
      await harness.act(() => consent.acceptAll());
      expect(text()).toBe("open");
    });

    it("never makes an element of what was closed into one of what is open", async () => {
      const consent = visit();
      await mount([showGate("youtube")], { consent });
      const closed = container.querySelector("output");
      await harness.act(() => consent.acceptAll());
      expect(container.querySelector("output")).not.toBe(closed);
    });

    it("hears nothing more after it is unmounted", async () => {
      const consent = visit();
      const part = showAnswer("statistics");
      const unmount = await mount([part], { consent });
      await unmount();
      const before = part.renders;
      await harness.act(() => consent.acceptAll());
      expect(part.renders).toBe(before);
      expect(container.querySelector("[data-part]")).toBeNull();
    });

    it("keeps two consents on one page apart", async () => {
      const [first, second] = [visit(), visit()];
      const left = container.appendChild(document.createElement("div"));
      const right = container.appendChild(document.createElement("div"));
      unmounts.push(await harness.mount([showAnswer("statistics")], { consent: first }, left));
      unmounts.push(await harness.mount([showAnswer("statistics")], { consent: second }, right));
      await harness.act(() => first.acceptAll());
      expect([text(0, left), text(0, right)]).toEqual(["true", "false"]);
    });

    it("says what to do where nothing provides a consent", async () => {
      const error = await harness.mountAlone(container).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(AssentError);
      expect(error).toMatchObject({ code: "provider-absent" });
      for (const complaint of complaints) complaint.mockClear();
    });

    const page = () => [
      showState(),
      showAnswer("statistics"),
      showGate("audience"),
      showSelection((s) => s.gpc),
    ];

    it("prints what a returning visitor answered, and touches no consent", async () => {
      const consent = visit();
      const html = await harness.print(page(), { consent, initial: request(returning) });
      container.innerHTML = html;
      expect([0, 1, 2, 3].map((index) => text(index))).toEqual(["closed", "true", "open", "false"]);
      expect(consent.getState()).toBe(consent.getInitialState());
    });

    it("prints what nobody answered where a server doesn't read the request", async () => {
      container.innerHTML = await harness.print(page(), { consent: visit() });
      expect([0, 1, 2, 3].map((index) => text(index))).toEqual(["pending", "false", "closed", "false"]);
    });

    it("hydrates what a returning visitor answered, and renders no answer twice for it", async () => {
      const initial = request(returning);
      const [mounted, hydrated] = [page(), page()];
      const consent = visit(returning);
      const stop = consent.start();
      const unmount = await mount(mounted, { consent });
      await unmount();
      stop();
      await hydrate(hydrated, { consent: visit(), initial }, { consent: visit(returning), initial });
      expect([0, 1, 2].map((index) => text(index))).toEqual(["closed", "true", "open"]);
      expect(hydrated.slice(1).map(({ renders }) => renders)).toEqual(
        mounted.slice(1).map(({ renders }) => renders),
      );
    });

    it("hydrates a page that was printed for nobody, then shows what the visitor answered", async () => {
      await hydrate(page(), { consent: visit() }, { consent: visit(returning) });
      expect([0, 1, 2].map((index) => text(index))).toEqual(["closed", "true", "open"]);
    });

    it("hydrates though the consent was started before", async () => {
      const consent = visit(returning);
      unmounts.push(async () => stop());
      const stop = consent.start();
      await hydrate(page(), { consent: visit() }, { consent });
      expect([0, 1, 2].map((index) => text(index))).toEqual(["closed", "true", "open"]);
    });

    it("hydrates a page from a cache, printed for another visitor, then shows what is true", async () => {
      const initial = request(returning);
      await hydrate(page(), { consent: visit(), initial }, { consent: visit(), initial });
      expect([0, 1, 2].map((index) => text(index))).toEqual(["banner", "false", "closed"]);
    });

    it("goes on after hydration", async () => {
      const consent = visit(returning);
      const initial = request(returning);
      await hydrate(page(), { consent: visit(), initial }, { consent, initial });
      await click("withdraw");
      expect([0, 1, 2].map((index) => text(index))).toEqual(["closed", "false", "closed"]);
    });

    it("prints 1,000 visitors' pages side by side from one consent, each with its own answers", async () => {
      const consent = visit();
      const visitors = Array.from({ length: 1000 }, (_, index) => index % 3 === 0);
      const printed = await Promise.all(
        visitors.map((granted) =>
          harness.print(page(), { consent, initial: request(granted ? returning : null) }),
        ),
      );
      const [granted, unasked] = [printed[0], printed[1]];
      expect(granted).not.toBe(unasked);
      expect(printed).toEqual(visitors.map((isGranted) => (isGranted ? granted : unasked)));
    });
  });
}
