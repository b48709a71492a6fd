export { type Cleared, type ClearOptions, clear, type Kept, type Removed } from "./clear.js";
export { type CookieWrite, type GuardOptions, guardCookies } from "./guard.js";
export { type GateOptions, type Markup, openGates } from "./open.js";
