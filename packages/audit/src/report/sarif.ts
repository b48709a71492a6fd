import type { Report } from "../audit.js";
import { type Finding, meanings, pageOf, type Rule, severities } from "../finding.js";
import { chainText, inRepository } from "./place.js";

/**
 * SARIF 2.1.0, for code scanning. Differences that no source map leads to a file stand at the policy's file: GitHub
 * refuses a whole report for one address of a site among its places.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(
  { findings, outcome }: Report,
  { policy = "policy.ts" }: { readonly policy?: string | undefined } = {},
): string {
  const ids = Object.keys(severities) as Rule[];
  const rules = ids.map((id) => ({
    id,
    shortDescription: { text: meanings[id] },
    fullDescription: { text: meanings[id] },
    help: { text: meanings[id] },
    helpUri: pageOf(id),
    defaultConfiguration: { level: severities[id] },
  }));
  const results = findings.map((finding) => {
    const { rule, severity, subject, host, message, scenarios } = finding;
    const chain = chainText(finding);
    return {
      ruleId: rule,
      ruleIndex: ids.indexOf(rule),
      level: severity,
      message: { text: `${subject}: ${message}.${chain && ` By ${chain}.`}` },
      locations: [{ physicalLocation: physicalLocation(finding, policy) }],
      partialFingerprints: { "assent/v1": `${rule} ${subject} ${host}` },
      properties: { scenarios },
    };
  });
  const sarif = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Assent audit", rules } },
        invocations: [{ executionSuccessful: outcome !== "inconclusive" }],
        results,
      },
    ],
  };
  return `${JSON.stringify(sarif, null, 2)}\n`;
}

function physicalLocation({ from }: Finding, policy: string): object {
  const place = from.find(inRepository);
  if (!place) return { artifactLocation: { uri: encodeURI(policy) }, region: { startLine: 1 } };
  return {
    artifactLocation: { uri: encodeURI(place.url) },
    region: { startLine: place.line, startColumn: place.column },
  };
}
