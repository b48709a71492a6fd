import { policy } from "@assent/example-civis/policy";

/** Behind an edge that tells where visitors are, its name: `region: "cloudflare"`. */
export const site = { policy, region: () => "FR" };
