import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { scriptHashes } from "./index.js";

const hashOf = (script: string): string => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

it("has a hash for each inline script, gated ones among them, and for nothing else", async () => {
  const page = `<!doctype html>
    <script src="/a.js" async></script><script>first()</script>
    <script type="text/plain" data-assent="statistics">gated()</script>
    <script type="module" id="x">
      imported();
    </script>
    <SCRIPT>first()</SCRIPT>
    <script data-src="/no.js">second()</script>
    <script type="application/json">{ "a": 1 }</script>
    <script src='/b.js'></script>
    <p>script</p>`;
  const scripts = ["first()", "gated()", "\n      imported();\n    ", "second()"];
  expect(await scriptHashes(page)).toEqual(scripts.map(hashOf));
});

it("hashes what browsers read: lines end as in a parsed page", async () => {
  expect(await scriptHashes("<script>a()\r\nb()\rc()</script>")).toEqual([hashOf("a()\nb()\nc()")]);
});

it("finds every script that a page was put together from", async () => {
  const script = fc.string().filter((text) => !/<|\r/.test(text));
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(script), async (scripts) => {
      const page = scripts.map((text) => `<script src="/x.js"></script><p>x</p><script>${text}</script>`);
      expect(await scriptHashes(page.join(""))).toEqual(scripts.map(hashOf));
    }),
  );
});
