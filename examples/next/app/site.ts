import { bootScript } from "@assent/core/boot";
import { policy } from "@assent/example-civis/policy";

/** Behind an edge that knows where visitors are, its name: `region: "cloudflare"`. */
export const site = { policy, region: () => "FR" };
export const boot = bootScript(policy, { region: "FR" });
