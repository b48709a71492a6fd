import { createConsentHandler } from "@assent/server";

const handle = createConsentHandler({ ...site, preferences: "/#choices" });

export default fromWebHandler(handle);
