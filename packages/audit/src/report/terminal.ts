import { styleText } from "node:util";
import type { Report } from "../audit.js";
import { count } from "../count.js";
import type { Finding } from "../finding.js";
import { chainText, visitorsText } from "./place.js";

type Style = Parameters<typeof styleText>[0];

/** For people: what was found, rule by rule, and a last line that sums it up. */
export function terminalReport(report: Report, { colour = false }: { colour?: boolean } = {}): string {
  const style = (how: Style, text: string): string => (colour ? styleText(how, text) : text);
  const { findings, allowed, browser, ended, outcome, scenarios, routes } = report;
  const moved = report.observations.find(({ movedTo }) => movedTo)?.movedTo;
  const sorted = [...findings].sort((one, other) =>
    one.severity < other.severity ? -1 : one.severity > other.severity ? 1 : 0,
  );
  const rules = [...new Set(sorted.map(({ rule }) => rule))];
  const lines = rules.flatMap((rule) => [
    "",
    style("bold", rule),
    ...findings
      .filter((finding) => finding.rule === rule)
      .flatMap((finding) => entry(finding, scenarios, style)),
  ]);
  return [
    ...lines,
    "",
    ...allowed.map(({ rule, subject }) => style("dim", `Allowed: ${rule} ${subject}`)),
    ...ended.map(({ rule, subject = "*", until }) =>
      style("yellow", `No longer allowed since ${until}: ${rule} ${subject}`),
    ),
    style(outcome === "clean" ? "green" : "red", verdict(report)),
    style(
      "dim",
      `${count(scenarios.length, "visitor")} on ${count(routes.length, "page")} of ${report.url}${moved ? `, which led to ${moved}` : ""}`,
    ),
    style(
      "dim",
      `Chromium ${browser.version}, which ${browser.thirdPartyCookies === "stored" ? "stores" : "refuses"} other sites' cookies.`,
    ),
    style("dim", "What a server passes on by itself can't be seen from a browser."),
    "",
  ].join("\n");
}

function entry(
  finding: Finding,
  all: readonly string[],
  style: (how: Style, text: string) => string,
): string[] {
  const { severity, subject, host, message, scenarios } = finding;
  const mark = severity === "error" ? style("red", "✗") : style("yellow", "!");
  const where = host && host !== subject ? style("dim", ` on ${host}`) : "";
  const chain = chainText(finding);
  return [
    `  ${mark} ${subject}${where}`,
    `    ${message}.`,
    ...(chain ? [style("dim", `    by ${chain}`)] : []),
    ...(scenarios[0] ? [style("dim", `    seen: ${visitorsText(finding, all)}`)] : []),
  ];
}

function verdict({ outcome, findings }: Report): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const also = warnings ? `, ${count(warnings, "warning")}` : "";
  if (outcome === "clean") return `The site did what its policy says${also}.`;
  if (outcome === "inconclusive")
    return `Inconclusive: not everything could be seen, so nothing is said for the site${also}.`;
  return `${count(errors, "difference")} between the site and its policy${also}.`;
}
