import type * as assent from "@assent/core";
import type { Contender, Running } from "./contender.ts";
import type * as page from "./page.ts";

/** What the functions that run inside the page find there. */
declare global {
  /** The contender whose bundle the page loaded. */
  var contender: Contender;
  var measure: typeof page;
  /** The contender, once it was started. */
  var running: Running;
  /** When a bundle's modules had been evaluated. */
  var evaluated: number;
  /** How often subscribers were told. */
  var told: number;
  /** How often gated inline scripts ran. */
  var ran: number;
  /** When the parser came to the page's body, and when it was through. */
  var begun: number;
  var parsed: number;
  var core: Pick<typeof assent, "createConsent" | "definePolicy">;
}
