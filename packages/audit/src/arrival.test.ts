import { expect, it } from "vitest";
import { isHome } from "./arrival.js";

it.each([
  ["http://shop.example/", "https://shop.example/en"],
  ["http://shop.example/", "https://www.shop.example/"],
  ["https://www.shop.example/", "https://shop.example/"],
  ["http://localhost:3000/", "https://localhost:3443/"],
])("takes a site that moved from %s to %s for itself", (asked, landed) => {
  expect(isHome(new URL(landed), new URL(asked))).toBe(true);
});

it.each([
  ["https://shop.example/", "https://other.example/"],
  ["https://shop.example/account", "https://login.shop.example/"],
  ["https://shop.example/", "http://shop.example/"],
  ["http://localhost:3000/", "http://localhost:8080/"],
  ["https://shop.example/", "about:blank"],
  ["https://shop.example/", "chrome-error://chromewebdata/"],
])("takes what %s led to, %s, for something else", (asked, landed) => {
  expect(isHome(new URL(landed), new URL(asked))).toBe(false);
});
