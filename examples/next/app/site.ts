import { policy } from "@assent/example-civis/policy";

/** Behind an edge that knows where visitors are, its name: `region: "cloudflare"`. */
export const site = { policy, region: () => "FR" };
