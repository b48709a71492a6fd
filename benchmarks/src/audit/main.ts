import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { arch, cpus, platform, totalmem } from "node:os";
import { audit } from "@assent/audit";
import { day, definePolicy } from "@assent/core";
import { chromium } from "../../../scripts/chromium.ts";

/** As text as well: the pages carry it in a script. */
const input = {
  categories: { necessary: "exempt", statistics: "ask", advertising: { rule: "ask", sale: true } },
  services: {
    choices: {
      category: "necessary",
      provider: "Site",
      party: "first",
      cookies: { cookies_preferences: { purpose: "To remember choices", maxAge: 400 * day } },
    },
    audience: {
      category: "statistics",
      provider: "Site",
      party: "first",
      cookies: { counted: { purpose: "To count visits", maxAge: day } },
    },
    ads: {
      category: "advertising",
      provider: "Site",
      party: "first",
      cookies: { shown: { purpose: "To choose what is shown", maxAge: day } },
    },
  },
} as const;
const policy = definePolicy(input);

/** Routes and visitors of each run; all nine visitors where none are named. */
const runs: readonly { readonly routes: number; readonly scenarios?: readonly string[] }[] = [
  { routes: 5, scenarios: ["before any answer"] },
  { routes: 5, scenarios: ["before any answer", "reject", "accept"] },
  { routes: 1 },
  { routes: 5 },
  { routes: 10 },
  { routes: 20 },
];

const page = (path: string): string => `<!doctype html>
<html lang="en"><title>Site ${path}</title><link rel="icon" href="data:,">
<script src="/assent.js"></script>
<script type="text/plain" data-assent="audience">document.cookie = "counted=1; max-age=86400"</script>
<script type="text/plain" data-assent="ads">document.cookie = "shown=1; max-age=86400"</script>
<main><h1>${path}</h1>${"<p>Some text that a visitor scrolls past.</p>".repeat(60)}</main>
<div class="assent-choices"></div>
<script>
  const { clear, createConsent, definePolicy, mount, openGates } = assent;
  const consent = createConsent(definePolicy(${JSON.stringify(input)}), { region: "FR" });
  consent.start();
  openGates(consent);
  mount(consent, { clear });
</script></html>`;

const script = readFileSync(new URL("../../../packages/ui/dist/assent.global.js", import.meta.url));
const server = createServer(({ url = "/" }, response) => {
  response.setHeader(
    "content-type",
    `${url === "/assent.js" ? "text/javascript" : "text/html"}; charset=utf-8`,
  );
  response.end(url === "/assent.js" ? script : page(url));
});
await new Promise<void>((resolve) => server.listen(0, resolve));
const address = `http://localhost:${(server.address() as AddressInfo).port}`;
const { executablePath, args, env } = await chromium();
Object.assign(process.env, env);

const rows: string[] = [];
for (const { routes, scenarios } of runs) {
  const start = performance.now();
  const report = await audit({
    policy,
    url: address,
    routes: Array.from({ length: routes }, (_, index) => `/page-${index}`),
    region: "FR",
    ...(scenarios && { scenarios }),
    browser: { executablePath, args },
  });
  if (report.outcome !== "clean") throw new Error(JSON.stringify(report.findings));
  const seconds = (performance.now() - start) / 1000;
  const pages = report.observations.flatMap(({ phases }) => phases).length * routes;
  rows.push(
    `| ${routes} | ${report.scenarios.length} | ${pages} | ${seconds.toFixed(1)} s | ${(seconds / pages).toFixed(2)} s |`,
  );
  console.error(rows.at(-1));
}
server.close();

writeFileSync(
  new URL("../../audit.md", import.meta.url),
  `# How long an audit takes

Written by \`pnpm bench:audit\`, on ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${arch()}, with Node ${process.version}.
The site answers at once from the same machine, shows the banner and gates two scripts. Each page counts as settled once
nothing was asked for in 400 ms; a browser is started for each visitor, and two run at once on two cores.

| routes | visitors | pages seen | time | a page |
| -----: | -------: | ---------: | ---: | -----: |
${rows.join("\n")}
`,
);
