import type { Finding, Rule } from "./finding.js";

/** A difference that a site knows of and lives with, for a while. */
export interface Allowance {
  readonly rule: Exclude<Rule, "audit-inconclusive">;
  /** A stored name or a host; `*` stands for any run of characters. @default every one */
  readonly subject?: string;
  readonly reason: string;
  /** The last day that it counts: `2027-03-31`. */
  readonly until: string;
}

/** What is left of the findings, and the allowances that have ended: they allow nothing any more. */
export function applyAllowances(
  findings: readonly Finding[],
  allowances: readonly Allowance[],
  now: number,
): {
  readonly findings: readonly Finding[];
  readonly allowed: readonly Finding[];
  readonly ended: readonly Allowance[];
} {
  const ended = allowances.filter(({ until }) => !(Date.parse(`${until}T23:59:59Z`) >= now));
  const current = allowances.filter((allowance) => !ended.includes(allowance));
  const isAllowed = (finding: Finding): boolean => current.some((allowance) => fits(allowance, finding));
  return {
    findings: findings.filter((finding) => !isAllowed(finding)),
    allowed: findings.filter(isAllowed),
    ended,
  };
}

function fits({ rule, subject = "*" }: Allowance, finding: Finding): boolean {
  const pattern = subject.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return rule === finding.rule && new RegExp(`^${pattern.join(".*")}$`).test(finding.subject);
}
