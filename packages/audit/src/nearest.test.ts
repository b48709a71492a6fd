import fc from "fast-check";
import { expect, it } from "vitest";
import { nearest } from "./nearest.js";

const words = ["policy", "config", "start", "sitemap", "region", "scenario", "json", "junit"];

it.each([
  ["polcy", "policy"],
  ["pollicy", "policy"],
  ["plicoy", "policy"],
  ["JSON", "json"],
  ["ragion", "region"],
  ["help", undefined],
  ["p", undefined],
  ["", undefined],
])("takes %j to mean %j", (typed, meant) => {
  expect(nearest(typed, words)).toBe(meant);
});

it("finds a word that lacks a letter, has one too many, another one, or two that changed places", () => {
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.nat(), fc.nat(3), (word, place, mistake) => {
      const at = place % (word.length - 1);
      const [a = "", b = ""] = word.slice(at);
      const typed = [b, `${a}${a}${b}`, `x${b}`, `${b}${a}`][mistake];
      expect(nearest(`${word.slice(0, at)}${typed}${word.slice(at + 2)}`, words)).toBe(word);
    }),
  );
});
