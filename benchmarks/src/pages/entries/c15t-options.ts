import type { Script } from "c15t";
import { gatedTexts } from "../site.ts";

/** Its categories have fixed names; without a server it runs offline; what it asks follows from the country. */
export const options = {
  mode: "offline" as const,
  consentCategories: ["necessary" as const, "measurement" as const, "marketing" as const],
  overrides: { country: "FR" },
  reloadOnConsentRevoked: false,
  scripts: [
    { id: "inline", textContent: gatedTexts.inline, category: "measurement" },
    { id: "loaded", src: gatedTexts.src, category: "measurement" },
  ] satisfies Script[],
};
