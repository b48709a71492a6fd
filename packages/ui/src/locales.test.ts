import { readdirSync } from "node:fs";
import { type Locale, loadFirst, loadMessages, locales } from "@assent/ui/locales";
import { describe, expect, it } from "vitest";
import { english as englishFirst } from "./english/first.js";
import { fill, type Messages, type Plural } from "./messages.js";

const english = await loadMessages("en");
const all = await Promise.all(
  locales.map(async (locale) => ({ locale, messages: await loadMessages(locale) })),
);
const translated = all.filter(({ locale }) => locale !== "en");

it("has a file for each locale, and each locale in a file", () => {
  const files = readdirSync(new URL("locales", import.meta.url)).map((file) => file.replace(".ts", ""));
  expect(files.sort()).toEqual([...locales].sort());
});

describe.each(all)("$locale", ({ locale, messages }) => {
  it("says which language it is, and which way that runs", () => {
    expect(messages.lang).toBe(locale);
    expect(messages.dir).toBe(directionOf(locale));
  });

  it("has each plural form that the language has, and no other", () => {
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
    for (const forms of [messages.services, messages.cookies])
      expect(Object.keys(forms).sort()).toEqual([...pluralCategories].sort());
  });

  it("says the number in each plural form, unless the form is of one number alone", () => {
    for (const forms of [messages.services, messages.cookies])
      for (const [form, text] of Object.entries(forms))
        if (numbersOf(locale, form as Intl.LDMLPluralRule) > 1 || text.includes("{"))
          expect(blanksIn(text), form).toEqual(["count"]);
  });

  it("has the blanks of the English, and no other", () => {
    const texts = textsOf(messages);
    for (const [path, text] of textsOf(english)) {
      expect(blanksIn(texts.get(path) as string), path).toEqual(blanksIn(text));
    }
  });

  it("leaves nothing unsaid, and no blank at the ends", () => {
    for (const [path, text] of textsOf(messages)) {
      expect(text, path).not.toBe("");
      if (path !== "comma") expect(text, path).toBe(text.trim());
    }
  });

  it("has the language's own quotes and apostrophes", () => {
    for (const [path, text] of textsOf(messages)) expect(text, path).not.toMatch(/["'`´]/);
  });

  it("asks in thirty words at most, and has short buttons", () => {
    const { categories, comma } = messages;
    const purposes = [categories.statistics, categories.media, categories.advertising].join(comma);
    expect(fill(messages.bannerText, { purposes }).split(/\s+/).length).toBeLessThanOrEqual(30);
    const { reject, accept, choose, save, close, reload, embedOnce, embedAlways } = messages;
    for (const button of [reject, accept, choose, save, close, reload, embedOnce, embedAlways])
      expect(button.length, button).toBeLessThanOrEqual(24);
  });

  it("can be loaded without what a first visit doesn't read", async () => {
    expect(await loadFirst(locale)).toMatchObject(
      Object.fromEntries(Object.keys(englishFirst).map((name) => [name, messages[name as keyof Messages]])),
    );
  });
});

/** Words that are the same in some languages. */
const shared = new Set(["Cookie", "Cache", "Database", "Name", "Type"]);

it.each(translated)("$locale says everything in its own words", ({ messages }) => {
  const own = textsOf(messages);
  const same = [...textsOf(english)].filter(
    ([path, text]) => path !== "comma" && path !== "dir" && !shared.has(text) && own.get(path) === text,
  );
  expect(same).toEqual([]);
});

/** Everything that is said once, by the path to it: all but the plural forms. */
function textsOf(messages: Messages): Map<string, string> {
  const { services, cookies, ...rest } = messages;
  return new Map(
    Object.entries(rest).flatMap(([name, value]) =>
      typeof value === "string"
        ? [[name, value] as const]
        : Object.entries(value).map(([key, text]) => [`${name}.${key}`, text as string] as const),
    ),
  );
}

function blanksIn(text: string): string[] {
  return [...text.matchAll(/{(.*?)}/g)].map(([, name]) => name as string).sort();
}

/** How many of the first numbers a plural form stands for. */
function numbersOf(locale: Locale, form: keyof Plural): number {
  const rules = new Intl.PluralRules(locale);
  return Array.from({ length: 1000 }, (_, count) => count).filter((count) => rules.select(count) === form)
    .length;
}

function directionOf(locale: Locale): string {
  // Not yet in TypeScript's library.
  const { getTextInfo } = Intl.Locale.prototype as unknown as { getTextInfo(): { direction: string } };
  return getTextInfo.call(new Intl.Locale(locale)).direction;
}
