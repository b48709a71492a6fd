import type { Report } from "../audit.js";
import { severities } from "../finding.js";
import { escaped } from "./markup.js";
import { chainText } from "./place.js";

/** A rule is a test: it fails by its errors; what could not be seen is an error of the run. */
export function junitReport({ findings, url }: Report): string {
  const cases = Object.keys(severities).map((rule) => {
    const broken = findings.filter((finding) => finding.rule === rule && finding.severity === "error");
    const tag = rule === "audit-inconclusive" ? "error" : "failure";
    const told = broken.map((finding) => {
      const { subject, host, message } = finding;
      const body = escaped(
        [`${subject} on ${host}`, `${message}.`, chainText(finding)].filter(Boolean).join("\n"),
      );
      return `      <${tag} message="${escaped(`${subject}: ${message}`)}">${body}</${tag}>\n`;
    });
    return { rule, tag, told };
  });
  const total = (tag: string): number => cases.filter((one) => one.tag === tag && one.told[0]).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    "<testsuites>\n",
    `  <testsuite name="${escaped(`Cookie audit of ${url}`)}" tests="${cases.length}" failures="${total("failure")}" errors="${total("error")}">\n`,
    ...cases.map(({ rule, told }) =>
      told[0]
        ? `    <testcase classname="assent" name="${rule}">\n${told.join("")}    </testcase>\n`
        : `    <testcase classname="assent" name="${rule}"/>\n`,
    ),
    "  </testsuite>\n",
    "</testsuites>\n",
  ].join("");
}
