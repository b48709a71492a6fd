import { type CookieInput, definePolicy, type ServiceInput } from "@assent/core";
import { services } from "../../site.ts";

export const policy = definePolicy({
  categories: { necessary: "exempt", statistics: "ask", advertising: "ask" },
  services: Object.fromEntries(
    services.map(({ name, category, cookies }): [string, ServiceInput] => [
      name,
      { category, provider: "Example", party: "first", cookies: Object.fromEntries(cookies.map(declare)) },
    ]),
  ),
});

function declare(name: string): [string, CookieInput] {
  return [name, { purpose: "Example", maxAge: 3600 }];
}
