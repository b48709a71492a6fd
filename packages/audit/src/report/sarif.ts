import type { Report } from "../audit.js";
import { severities } from "../finding.js";
import { chainText } from "./place.js";

/** SARIF 2.1.0, for code scanning. @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarifReport({ findings, url, outcome }: Report): string {
  const rules = Object.entries(severities).map(([id, level]) => ({
    id,
    defaultConfiguration: { level },
  }));
  const results = findings.map((finding) => {
    const { rule, severity, subject, host, message, scenarios, from } = finding;
    const chain = chainText(finding);
    return {
      ruleId: rule,
      ruleIndex: rules.findIndex(({ id }) => id === rule),
      level: severity,
      message: { text: `${subject}: ${message}.${chain && ` By ${chain}.`}` },
      locations: [
        {
          physicalLocation: from[0]
            ? {
                artifactLocation: { uri: from[0].url },
                region: { startLine: from[0].line, startColumn: from[0].column },
              }
            : { artifactLocation: { uri: url } },
        },
      ],
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
