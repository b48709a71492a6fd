import type { Place } from "./observation.js";

/** What can be wrong. Each has a page in `docs/audit`. */
export type Rule =
  | "attribute-mismatch"
  | "audit-inconclusive"
  | "cname-cloaked"
  | "database-disagrees"
  | "declared-unseen"
  | "gpc-ignored"
  | "lifetime-exceeds-declared"
  | "pre-consent-request"
  | "pre-consent-write"
  | "survives-withdrawal"
  | "third-party-attempt"
  | "undeclared-cookie"
  | "undeclared-host"
  | "undeclared-storage"
  | "write-after-reject"
  | "wrong-category";

export type Severity = "error" | "warning" | "off";

/** One way in which the site differs from its policy, wherever it was seen. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Exclude<Severity, "off">;
  /** The name that was stored, or the host that was asked. */
  readonly subject: string;
  readonly host: string;
  /** What was seen, and what the policy says. */
  readonly message: string;
  /** In which scenarios. */
  readonly scenarios: readonly string[];
  /** Who did it, innermost first; empty where nobody was seen doing it. */
  readonly from: readonly Place[];
}

export const severities: { readonly [rule in Rule]: Exclude<Severity, "off"> } = {
  "attribute-mismatch": "error",
  "audit-inconclusive": "error",
  "cname-cloaked": "error",
  "database-disagrees": "warning",
  "declared-unseen": "warning",
  "gpc-ignored": "error",
  "lifetime-exceeds-declared": "error",
  "pre-consent-request": "error",
  "pre-consent-write": "error",
  "survives-withdrawal": "error",
  "third-party-attempt": "error",
  "undeclared-cookie": "error",
  "undeclared-host": "error",
  "undeclared-storage": "error",
  "write-after-reject": "error",
  "wrong-category": "error",
};

/** What each says, in a sentence: the same as its page begins with. */
export const meanings: { readonly [rule in Rule]: string } = {
  "attribute-mismatch": "A cookie was stored as HttpOnly and is declared otherwise, or the other way round.",
  "audit-inconclusive":
    "Something could not be seen: a page answered with an error, the address led to another site or to a login, a page hung, crashed or went on loading itself, a script could not be loaded, the banner never came, an answer isn't in the record, the browser ended, or its network log breaks off.",
  "cname-cloaked": "A host name of the site's own domain is an alias of a tracker's.",
  "database-disagrees":
    "A service is declared as necessary, and its cookie is publicly known to measure or to advertise.",
  "declared-unseen": "A declared name was stored by no visitor on any visited page.",
  "gpc-ignored":
    "Something was stored, or asked for, though Global Privacy Control was on and nothing allows it.",
  "lifetime-exceeds-declared": "A cookie asked to live longer than the policy says.",
  "pre-consent-request":
    "A host that a service declares was asked for something before that service was allowed, or after it was refused or withdrawn.",
  "pre-consent-write":
    "A service stored something before the visitor had answered, or when an answer no longer covered it.",
  "survives-withdrawal": "After a withdrawal and a reload, something that needs consent is still there.",
  "third-party-attempt":
    "Another site tried to store something that nothing allows, and this browser refused it.",
  "undeclared-cookie": "A cookie was stored that no service declares for this place.",
  "undeclared-host": "Another site was asked for something, and no service names it among its `origins`.",
  "undeclared-storage": "A key, a database or a cache was stored that no service declares.",
  "write-after-reject": "Something was stored after the visitor had rejected or withdrawn.",
  "wrong-category":
    "Something was stored, or asked for, that the given answer doesn't allow, though another category was accepted.",
};

/** Where a rule is explained. */
export const pageOf = (rule: Rule): string => `https://git.assent.example/assent/docs/audit/${rule}.md`;
