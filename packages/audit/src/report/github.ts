import { relative } from "node:path";
import type { Report } from "../audit.js";
import { count } from "../count.js";
import type { Finding } from "../finding.js";
import { chainText, inRepository } from "./place.js";

/** Annotations as GitHub's runners read them, one a line: at the line of the source where a source map leads there. */
export function githubAnnotations({ findings }: Report): string {
  return findings.map((finding) => `${annotation(finding)}\n`).join("");
}

function annotation({ rule, severity, subject, message, from }: Finding): string {
  const place = from.find(inRepository);
  const at = place
    ? `file=${property(relative(".", place.url))},line=${place.line},col=${place.column},`
    : "";
  return `::${severity} ${at}title=${property(`${rule}: ${subject}`)}::${text(`${message}.`)}`;
}

const text = (value: string): string =>
  value.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (value: string): string => text(value).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** Markdown for a step's summary: what is new against an earlier report, then everything. */
export function githubSummary(report: Report, before?: { readonly findings: readonly Finding[] }): string {
  const key = ({ rule, subject, host }: Finding): string => `${rule} ${subject} ${host}`;
  const known = new Set(before?.findings.map(key));
  const current = new Set(report.findings.map(key));
  const fresh = before ? report.findings.filter((finding) => !known.has(key(finding))) : [];
  const gone = before ? before.findings.filter((finding) => !current.has(key(finding))) : [];
  return [
    "## Cookie audit",
    "",
    `${outcomes[report.outcome]} ${count(report.scenarios.length, "visitor")}, ${count(report.routes.length, "page")}.`,
    "",
    ...section(`New since the last report (${fresh.length})`, fresh),
    ...section(`Gone since the last report (${gone.length})`, gone),
    ...section(`All differences (${report.findings.length})`, report.findings),
  ].join("\n");
}

function section(title: string, findings: readonly Finding[]): string[] {
  if (!findings[0]) return [];
  return [
    `### ${title}`,
    "",
    "| | rule | what | by |",
    "|---|---|---|---|",
    ...findings.map((finding) => {
      const { severity, rule, subject, message } = finding;
      const by = chainText(finding);
      const cells = [severity, rule, `${code(subject)}: ${plain(message)}`, by && code(by)];
      return `| ${cells.join(" | ")} |`;
    }),
    "",
  ];
}

/** What a site chose is no markup: every sign that Markdown or HTML would read is written as its number. */
const plain = (text: string): string =>
  text.replace(/[^\p{L}\p{N} .,:;/()?=-]/gu, (sign) => `&#${sign.codePointAt(0)};`);
const code = (text: string): string => `<code>${plain(text)}</code>`;

const outcomes: { readonly [outcome in Report["outcome"]]: string } = {
  clean: "The site did what its policy says.",
  findings: "The site differs from its policy.",
  inconclusive: "Inconclusive: not everything could be seen.",
};
