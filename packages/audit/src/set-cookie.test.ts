import fc from "fast-check";
import { expect, it } from "vitest";
import { parseSetCookie } from "./set-cookie.js";

const now = Date.UTC(2026, 5, 15);

it.each([
  ["a=1", { name: "a", maxAge: "session", path: undefined, host: undefined }],
  ["a=1; Max-Age=60", { maxAge: 60 }],
  ["a=1; max-age=0", { maxAge: 0 }],
  ["a=1; Max-Age=soon; Expires=Mon, 15 Jun 2026 01:00:00 GMT", { maxAge: 3600 }],
  ["a=1; Expires=Mon, 15 Jun 2026 01:00:00 GMT; Max-Age=5", { maxAge: 5 }],
  ["a=1; Expires=never", { maxAge: "session" }],
  [
    "a=1; Domain=.Shop.Example; Path=/x; Secure; HttpOnly; SameSite=None; Partitioned",
    { host: "shop.example", path: "/x", httpOnly: true, secure: true, sameSite: "none", isPartitioned: true },
  ],
  ["a=1; Path=x", { path: undefined }],
  ["a = 1=2 ", { name: "a" }],
  ["only a value", { name: "" }],
])("reads %j as browsers do", (line, expected) => {
  expect(parseSetCookie(line, now)).toMatchObject(expected);
});

it("reads any text without throwing, and keeps no value", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = JSON.stringify(parseSetCookie(`name=planted${text.replaceAll(";", "")}`, now));
      expect(read).not.toContain("planted");
    }),
  );
});
