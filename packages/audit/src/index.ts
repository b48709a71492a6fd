export type { Allowance } from "./allowance.js";
export { type Answers, assentAnswers } from "./answers.js";
export { type AuditOptions, audit, type Progress, type Report } from "./audit.js";
export type { BrowserOptions } from "./browser.js";
export { type AuditConfig, defineConfig } from "./config.js";
export type { Finding, Rule, Severity } from "./finding.js";
export type { Observation, Phase, PhaseName, Place, Sent, Stored, Write } from "./observation.js";
