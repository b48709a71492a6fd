import type { Report } from "../audit.js";
import { count } from "../count.js";
import { type Finding, pageOf } from "../finding.js";
import { legible } from "../legible.js";
import { kindWords, type Observation, type Phase } from "../observation.js";
import { escaped } from "./markup.js";
import { placeText, visitorsText } from "./place.js";

/** For people who were not there: one file with everything in it, no script and no request. */
export function htmlReport(report: Report): string {
  const { findings, allowed, ended, browser, observations, outcome, url, routes, scenarios } = report;
  const errors = findings.filter(({ severity }) => severity === "error");
  const warnings = findings.filter(({ severity }) => severity === "warning");
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Cookie audit of ${escaped(url)}</title>
<style>${style}</style>
<header>
<p class="kind">Cookie audit</p>
<h1>${escaped(url)}</h1>
<p class="outcome ${outcome}">${outcomes[outcome]}</p>
<p>${count(scenarios.length, "visitor")}, ${count(routes.length, "page")}: ${routes.map((route) => `<code>${escaped(route)}</code>`).join(" ")}</p>
</header>
<main>
${list("What differs from the policy", errors, scenarios)}
${list("Worth a look", warnings, scenarios)}
${list("Allowed for now", allowed, scenarios)}
${ended.map(({ rule, subject = "*", until }) => `<p class="trouble">No longer allowed since ${escaped(until)}: ${rule} ${escaped(subject)}</p>`).join("\n")}
<h2>What each visitor's browser did</h2>
${observations.map(visitor).join("\n")}
</main>
<footer><p>Chromium ${escaped(browser.version)}, which ${browser.thirdPartyCookies === "stored" ? "stores" : "refuses"} other sites' cookies. This shows where the site differs from what it declares. What a server passes on by itself can't be seen from a browser. Values are nowhere in this report.</p></footer>
</html>
`;
}

function list(title: string, findings: readonly Finding[], all: readonly string[]): string {
  if (!findings[0]) return "";
  return `<h2>${title} (${findings.length})</h2>\n${findings.map((finding) => entry(finding, all)).join("\n")}`;
}

function entry(finding: Finding, all: readonly string[]): string {
  const { rule, severity, subject, host, message, scenarios, from } = finding;
  return `<article class="${severity}">
<h3><code>${escaped(subject)}</code> <a class="rule" href="${pageOf(rule)}">${rule}</a></h3>
<p>${escaped(message)}.</p>
<dl>
<dt>Where</dt><dd>${escaped(host)}</dd>
${scenarios[0] ? `<dt>Seen by</dt><dd>${escaped(visitorsText(finding, all))}</dd>` : ""}
${from[0] ? `<dt>By</dt><dd><ol>${from.map((place) => `<li><code>${escaped(placeText(place))}</code></li>`).join("")}</ol></dd>` : ""}
</dl>
</article>`;
}

function visitor({ scenario, phases, troubles, picture }: Observation): string {
  const start = Math.min(...phases.flatMap(({ writes, sent }) => [...writes, ...sent].map(({ at }) => at)));
  const image = picture
    ? `<img alt="The last page that this visitor saw" src="data:image/jpeg;base64,${Buffer.from(picture).toString("base64")}">`
    : "";
  return `<details>
<summary>${escaped(scenario)}</summary>
${troubles.map((trouble) => `<p class="trouble">${escaped(trouble)}</p>`).join("\n")}
${image}
${phases.map((phase) => timeline(phase, start)).join("\n")}
</details>`;
}

/** Every write, and the first request to each host. */
function timeline({ name, writes, sent, permissions }: Phase, start: number): string {
  const hosts = new Map<string, number>();
  for (const { url, at } of sent) {
    const { host } = new URL(url);
    if (!hosts.has(host)) hosts.set(host, at);
  }
  const rows = [
    ...writes.map(({ at, kind, name, host, by, refused }) => ({
      at,
      what: `${kindWords[kind]} <code>${escaped(legible(name))}</code> on ${escaped(host)}, ${by === "unattributed" ? by : `by a ${by}`}${refused ? `, refused: ${escaped(refused)}` : ""}`,
    })),
    ...[...hosts].map(([host, at]) => ({ at, what: `asked <code>${escaped(host)}</code>` })),
  ].sort((one, other) => one.at - other.at);
  const granted = Object.keys(permissions).filter((one) => permissions[one]);
  return `<h3>${name}</h3>
<p class="granted">May run: ${escaped(granted.join(", ")) || "nothing"}</p>
<table><tbody>${rows.map(({ at, what }) => `<tr><td>${((at - start) / 1000).toFixed(2)} s</td><td>${what}</td></tr>`).join("")}</tbody></table>`;
}

const outcomes: { readonly [outcome in Report["outcome"]]: string } = {
  clean: "The site did what its policy says.",
  findings: "The site differs from its policy.",
  inconclusive: "Inconclusive: not everything could be seen.",
};

const style = `
:root { color-scheme: light dark; --line: light-dark(#ddd, #444); --bad: light-dark(#a4161a, #ff8a80); --fine: light-dark(#1b5e20, #81c784); --mild: light-dark(#7a4f00, #ffcc80) }
body { background: Canvas; color: CanvasText; font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
.kind { margin: 0; opacity: .7 }
h1 { margin: 0 0 .5rem; font-size: clamp(1.25rem, 5vw, 1.75rem); overflow-wrap: anywhere }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.25rem }
h3 { margin: 0; font-size: 1rem }
.outcome { font-size: 1.125rem; font-weight: 600; color: var(--bad) }
.outcome.clean { color: var(--fine) }
article { border: 1px solid var(--line); border-inline-start: 4px solid var(--bad); border-radius: 6px; padding: .75rem 1rem; margin: .75rem 0 }
article.warning { border-inline-start-color: var(--mild) }
.rule { font-weight: 400; color: inherit; opacity: .75; margin-inline-start: .5rem }
article p { margin: .25rem 0 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: .5rem 0 0; font-size: .875rem }
dd, ol { margin: 0 } ol { padding-inline-start: 1.25rem }
code { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere }
details { border-block-start: 1px solid var(--line); padding: .75rem 0 }
summary { cursor: pointer; font-weight: 600 }
details h3 { margin-block-start: 1rem }
img { max-width: 100%; width: 30rem; border: 1px solid var(--line); border-radius: 6px; margin-block: .75rem; display: block }
table { border-collapse: collapse; font-size: .875rem }
td { padding: .125rem .75rem .125rem 0; vertical-align: top } td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums; text-align: end }
.trouble { color: var(--bad) } .granted { margin: 0; opacity: .8; font-size: .875rem }
footer { margin-block-start: 3rem; opacity: .75; font-size: .875rem }
`;
