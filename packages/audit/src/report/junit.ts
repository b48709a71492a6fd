import type { Report } from "../audit.js";
import { severities } from "../finding.js";
import { escaped } from "./markup.js";
import { chainText } from "./place.js";

/**
 * A rule is a test, with one failure that lists its errors, because readers take no more than one; what could not be
 * seen is an error of the run.
 */
export function junitReport({ findings, url }: Report): string {
  const cases = Object.keys(severities).map((rule) => {
    const broken = findings.filter((finding) => finding.rule === rule && finding.severity === "error");
    const tag = rule === "audit-inconclusive" ? "error" : "failure";
    const told = broken.map((finding) =>
      [`${finding.subject} on ${finding.host}`, `${finding.message}.`, chainText(finding)]
        .filter(Boolean)
        .join("\n"),
    );
    const message = broken.map(({ subject }) => subject).join(", ");
    return { rule, tag, message, told: told.join("\n\n") };
  });
  const total = (tag: string): number => cases.filter((one) => one.tag === tag && one.told).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    "<testsuites>\n",
    `  <testsuite name="${escaped(`Cookie audit of ${url}`)}" tests="${cases.length}" failures="${total("failure")}" errors="${total("error")}">\n`,
    ...cases.map(({ rule, tag, message, told }) =>
      told
        ? `    <testcase classname="assent" name="${rule}">\n      <${tag} message="${escaped(message)}">${escaped(told)}</${tag}>\n    </testcase>\n`
        : `    <testcase classname="assent" name="${rule}"/>\n`,
    ),
    "  </testsuite>\n",
    "</testsuites>\n",
  ].join("");
}
