import { type CookieInput, definePolicy, type ServiceInput } from "@assent/core";
import type { SiteService } from "../../site.ts";

/** The site's policy, for however many services. */
export const policyOf = (services: readonly SiteService[]) =>
  definePolicy({
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
