import { existsSync, readFileSync } from "node:fs";
import { type CookieInput, definePolicy, type ServiceInput } from "@assent/core";
import { describe, expect, test } from "vitest";
import { vendors } from "../test/vendors.js";

const day = 86_400;

/** As a page writes a lifetime. */
function lifetime(maxAge: CookieInput["maxAge"]): string {
  if (maxAge === "session") return "session";
  if (typeof maxAge !== "number") return "until deleted";
  if (maxAge < 3600) return `${maxAge / 60} minutes`;
  return maxAge === day ? "1 day" : `${Math.round(maxAge / day)} days`;
}

/** What a page's tables have to say of a vendor: a row for each stored name. */
function rows(services: { readonly [name: string]: ServiceInput }): string[] {
  return Object.entries(services).flatMap(([service, { cookies }]) =>
    Object.entries(cookies).flatMap(([name, declared]) =>
      [declared]
        .flat()
        .map(
          ({ purpose, maxAge, kind = "cookie", domain = "the site" }) =>
            `| \`${name}\` | \`${service}\` | ${kind} | ${domain} | ${lifetime(maxAge)} | ${purpose} |`,
        ),
    ),
  );
}

describe.each(vendors)("$name", ({ name, services }) => {
  const declared = services as { readonly [name: string]: ServiceInput };

  test("is added to a policy by one line, which core accepts", () => {
    const policy = definePolicy({
      categories: { necessary: "exempt", statistics: "ask", advertising: { rule: "ask", sale: true } },
      services: { ...declared },
    });
    expect(Object.keys(policy.services)).toEqual(Object.keys(declared));
  });

  test("exempts nothing but what remembers the visitor's own choice", () => {
    const exempt = Object.entries(declared).filter(([, service]) => service.exempt);
    for (const [service] of exempt) expect(service).toMatch(/(Choice|Refusal)$/);
  });

  test("says where it loads from and sends to, in full", () => {
    for (const { origins = {} } of Object.values(declared))
      for (const source of Object.values(origins).flat())
        expect(source).toMatch(/^((https|wss):\/\/(\*\.)?[\w-]+(\.[\w-]+)+|blob:)$/);
  });

  test("has a page with its table, what it is told, and dated sources", () => {
    const path = new URL(`../../../docs/vendors/${name}.md`, import.meta.url);
    expect(existsSync(path)).toBe(true);
    const page = readFileSync(path, "utf8");
    const lines = page.split("\n").map((line) => line.replace(/ +/g, " "));
    const table = lines.filter((line) => line.startsWith("| `"));
    expect(table.filter((line) => line.split("|").length === 8)).toEqual(rows(declared));
    expect(page).toMatch(/^- https:\/\/\S+, .*20\d\d/m);
  });
});

test("every vendor's page stands in the index, and no other", () => {
  const index = readFileSync(new URL("../../../docs/vendors/README.md", import.meta.url), "utf8");
  const linked = [...index.matchAll(/\]\(([\w-]+)\.md\)/g)].map(([, name]) => name);
  expect(linked.filter((name) => vendors.some((vendor) => vendor.name === name)).sort()).toEqual(
    vendors.map(({ name }) => name).sort(),
  );
});
