import { hostsOf } from "./host.js";
import type { Refusal } from "./refusal.js";

/**
 * Nothing, where a post comes from a page of the site itself. Browsers say so themselves, by headers that no page can
 * set: a form or a beacon of another site carries the visitor's cookies, and must not answer for them.
 *
 * @see https://www.w3.org/TR/fetch-metadata/
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export function senderRefusal(request: Request, origins: readonly string[]): Refusal | undefined {
  const { headers } = request;
  const origin = headers.get("origin");
  if (origin && origins.includes(origin)) return undefined;
  const site = headers.get("sec-fetch-site");
  if (site === "same-origin") return undefined;
  if (site) return cross;
  // Over http, browsers say no more than the origin. A proxy may have ended https before the request came here.
  const host = hostOf(origin ?? "");
  if (origin) return host && hostsOf(request).includes(host) && !origins[0] ? undefined : cross;
  return {
    status: 403,
    message:
      "The request doesn't say which site it comes from. Browsers do, by Sec-Fetch-Site or Origin; other programs send Origin.",
  };
}

const cross: Refusal = {
  status: 403,
  message: "The request comes from another site. Choices are made on this site's own pages.",
};

/** An origin's host and port; nothing of what is no web address. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) && /^https?:/i.test(origin) ? new URL(origin).host : undefined;
}
