import { decodeRecord } from "@assent/core";
import messages from "@assent/ui/locales/en";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { texts } from "../../examples/civis/texts.ts";
import type { Page } from "./browsers.ts";
import { type Examples, examples, startExamples } from "./served.ts";
import { inEachBrowser, openTab, press, sees, troublesOf, waitUntil } from "./visitor.ts";

let running: Examples;
beforeAll(async () => {
  running = await startExamples();
});
afterAll(() => running?.close());

inEachBrowser((visit) => {
  function placeOf(example: string): { address: string; third: string } {
    return running.places[example] as { address: string; third: string };
  }
  async function answersOf(page: Page): Promise<Record<string, string> | undefined> {
    const value = (await page.context.cookies()).find(({ name }) => name === "cookies_preferences")?.value;
    const record = decodeRecord(value ?? "");
    if (record === "corrupt") return undefined;
    return Object.fromEntries(Object.entries(record.answers).map(([name, { value }]) => [name, value]));
  }
  async function names(page: Page): Promise<string[]> {
    return (await page.context.cookies()).map(({ name }) => name);
  }
  function count(page: Page, matching: string): number {
    return page.context.requests().filter((url) => url.startsWith(matching) || url.endsWith(matching)).length;
  }
  async function answer(page: Page, label: string): Promise<void> {
    await press(page, label);
    for (const surface of [".assent-banner", ".assent-preferences"]) await waitUntil(page, surface, "gone");
  }

  describe.each(examples)("%s", (example) => {
    it("asks, refuses, grants, saves, remembers and withdraws", async () => {
      const { address, third } = placeOf(example);
      const page = await visit(address);
      await waitUntil(page, ".assent-banner", "shown");
      await waitUntil(page, ".assent-placeholder", "shown");
      expect(await names(page)).not.toContain("cookies_preferences");

      await answer(page, messages.reject);
      expect(await answersOf(page)).toEqual({ statistics: "denied", media: "denied" });
      await page.reload();
      await waitUntil(page, ".assent-placeholder", "shown");
      expect(await sees(page, ".assent-banner")).toBe(false);
      expect(count(page, third)).toBe(0);
      expect(count(page, "/visitors.js")).toBe(0);
      expect(await names(page)).not.toContain("civis_visitor");

      await press(page, messages.choices);
      await answer(page, messages.accept);
      await expect.poll(() => count(page, third)).toBe(1);
      await expect.poll(() => names(page)).toContain("civis_visitor");
      expect(await sees(page, ".assent-placeholder")).toBe(false);
      expect(await answersOf(page)).toEqual({ statistics: "granted", media: "granted" });
      expect(await troublesOf(page)).toEqual([]);
      await page.reload();
      await expect.poll(() => count(page, third)).toBe(2);
      await expect.poll(() => count(page, "/visitors.js")).toBe(2);
      expect(await sees(page, ".assent-banner")).toBe(false);

      await press(page, messages.choices);
      await press(page, texts.categories.media.name);
      await answer(page, messages.save);
      await waitUntil(page, ".assent-placeholder", "shown");
      expect(await answersOf(page)).toEqual({ statistics: "granted", media: "denied" });
      expect(await names(page)).toContain("civis_visitor");

      await press(page, messages.choices);
      await answer(page, messages.reject);
      await expect.poll(() => names(page)).not.toContain("civis_visitor");
      const again = await openTab(page.context, address);
      await waitUntil(again, ".assent-placeholder", "shown");
      expect(await sees(again, ".assent-banner")).toBe(false);
      expect(await answersOf(again)).toEqual({ statistics: "denied", media: "denied" });
      expect(count(again, third)).toBe(2);
      expect(count(again, "/visitors.js")).toBe(2);
      expect(await names(again)).not.toContain("civis_visitor");
      expect(await troublesOf(again)).toEqual([]);
    });

    it("loads the video once, or always", async () => {
      const { address, third } = placeOf(example);
      const page = await visit(address);
      await press(page, messages.reject);
      await press(page, messages.embedOnce);
      await expect.poll(() => count(page, third)).toBe(1);
      expect(await answersOf(page)).toEqual({ statistics: "denied", media: "denied" });
      await page.reload();
      await press(page, messages.embedAlways);
      await expect.poll(() => count(page, third)).toBe(2);
      expect(await answersOf(page)).toEqual({ statistics: "denied", media: "denied", player: "granted" });
      await page.reload();
      await expect.poll(() => count(page, third)).toBe(3);
      expect(await sees(page, ".assent-placeholder")).toBe(false);
      expect(await troublesOf(page)).toEqual([]);
    });

    it("writes a record that the others read: a refusal holds in each", async () => {
      const page = await visit(placeOf(example).address);
      await answer(page, messages.reject);
      for (const other of examples) {
        const { address, third } = placeOf(other);
        await page.goto(address);
        await waitUntil(page, ".assent-placeholder", "shown");
        expect(await sees(page, ".assent-banner")).toBe(false);
        expect(count(page, third)).toBe(0);
      }
      expect(await answersOf(page)).toEqual({ statistics: "denied", media: "denied" });
    });
  });

  it("a grant made in plain JavaScript holds in React and in Vue, which ask the same", async () => {
    const page = await visit(placeOf("civis").address);
    await answer(page, messages.accept);
    for (const other of ["react-vite", "vue-vite"]) {
      const before = count(page, placeOf(other).third);
      await page.goto(placeOf(other).address);
      await expect.poll(() => count(page, placeOf(other).third)).toBe(before + 1);
      expect(await sees(page, ".assent-banner")).toBe(false);
      expect(await troublesOf(page)).toEqual([]);
    }
  });
});
