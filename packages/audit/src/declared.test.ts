import { expect, it } from "vitest";
import { isSameSite, namesOf } from "./declared.js";

it.each([
  ["shop.example", "cdn.shop.example", true],
  ["localhost", "localhost", true],
  ["localhost", "127.0.0.1", false],
  ["shop.co.uk", "other.co.uk", false],
  ["mine.github.io", "theirs.github.io", false],
  ["mine.vercel.app", "theirs.vercel.app", false],
  ["github.io", "mine.github.io", false],
])("takes %s and %s for one site as browsers do: %s", (one, other, expected) => {
  expect(isSameSite(one, other)).toBe(expected);
  expect(isSameSite(other, one)).toBe(expected);
});

it.each([
  ["shop.example", ["shop.example", "www.shop.example"]],
  ["www.shop.example", ["shop.example", "www.shop.example"]],
  ["localhost", ["localhost"]],
  ["127.0.0.1", ["127.0.0.1"]],
])("knows under which names %s may settle", (host, names) => {
  expect(namesOf(host)).toEqual(names);
});
