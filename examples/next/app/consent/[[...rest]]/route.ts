import { createConsentHandler } from "@assent/server";
import { site } from "../../site.ts";

const handle = createConsentHandler({ ...site, preferences: "/#choices" });

export { handle as GET, handle as POST };
