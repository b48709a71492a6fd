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
