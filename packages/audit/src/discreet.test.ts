import { expect, it } from "vitest";
import { discreet } from "./discreet.js";

it.each([
  ["https://cdn.example/tag.js", "https://cdn.example/tag.js"],
  ["https://cdn.example/hit?uid=planted-value", "https://cdn.example/hit"],
  ["https://cdn.example/#planted-value", "https://cdn.example/"],
  ["wss://cdn.example?planted-value", "wss://cdn.example"],
  ["data:text/javascript,document.cookie='a=planted-value'", "data:…"],
  ["src/main.ts", "src/main.ts"],
  [
    'Navigation to "https://shop.example/?a=planted-value" is interrupted by "https://shop.example/b?planted-value"',
    'Navigation to "https://shop.example/" is interrupted by "https://shop.example/b"',
  ],
])("keeps of %j what tells where it was", (text, expected) => {
  expect(discreet(text)).toBe(expected);
});
