import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { type AuditOptions, audit, type Finding, type Rule } from "@assent/audit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium } from "../../scripts/chromium.ts";
import { policy, type Site, startSites } from "./audit-site.ts";

/** A script that runs only for visitors whose answers read like this: a site that breaks one rule keeps the others. */
const when = (test: string, script: string): string => `<script>
  const given = document.cookie.match(/cookies_preferences=([^;]*)/)?.[1] ?? "";
  const gpc = !!navigator.globalPrivacyControl;
  const [yes, no] = [(name) => given.includes(name + "+"), (name) => given.includes(name + "-")];
  if (${test}) { ${script} }
</script>`;
const write = (cookie: string): string => `document.cookie = "${cookie}; path=/; secure";`;

/** Each site breaks one rule, in one way. */
const faults: { readonly [rule in Rule]?: Site & { readonly finding: string } } = {
  "attribute-mismatch": {
    finding: "sid",
    headers: { "set-cookie": ["sid=s1; Path=/; SameSite=Lax; Secure"] },
  },
  "gpc-ignored": {
    finding: "ads.tracker.example",
    head: when("gpc", `new Image().src = "https://ads.tracker.example/pixel"`),
  },
  "lifetime-exceeds-declared": {
    finding: "_ex_2",
    head: when(`yes("statistics")`, write(`_ex_2=v; max-age=${40 * 86_400}`)),
  },
  "pre-consent-request": {
    finding: "collect.stats.example",
    head: when("!given && !gpc", `navigator.sendBeacon("https://collect.stats.example/early")`),
  },
  "pre-consent-write": { finding: "_ex_2", head: when("!given && !gpc", write("_ex_2=v; max-age=9")) },
  "survives-withdrawal": {
    finding: "_ex_2",
    head: when(`yes("statistics")`, `document.cookie = "_ex_2=v; path=/elsewhere; secure"`),
  },
  "third-party-attempt": {
    finding: "tid",
    head: when(`yes("advertising")`, `new Image().src = "https://www.tracker.example/refused"`),
  },
  "undeclared-cookie": { finding: "mystery", head: when("true", write("mystery=v")) },
  "undeclared-host": {
    finding: "pixel.unknown.example",
    head: when("true", `new Image().src = "https://pixel.unknown.example/"`),
  },
  "undeclared-storage": { finding: "mystery", head: when("true", "localStorage.mystery = 1") },
  "write-after-reject": {
    finding: "_ex_2",
    // Gone again at once: no snapshot of the jar would show it.
    head: when(`no("statistics") && no("advertising")`, write("_ex_2=v") + write("_ex_2=; max-age=0")),
  },
  "wrong-category": {
    finding: "_ex_2",
    head: when(`no("statistics") && yes("advertising")`, write("_ex_2=v; max-age=9")),
  },
};

/** A third party that sets a cookie as no browser takes it from there. */
const refusing: Site = {
  answer(_path, _request, response) {
    response.writeHead(200, { "content-type": "image/svg+xml", "set-cookie": "tid=t1; Max-Age=999; Secure" });
    response.end("<svg xmlns='http://www.w3.org/2000/svg'/>");
    return true;
  },
};

let sites: Awaited<ReturnType<typeof startSites>>;
let launch: Pick<AuditOptions, "browser">;

beforeAll(async () => {
  sites = await startSites({
    "shop.example": {},
    ...Object.fromEntries(Object.entries(faults).map(([rule, site]) => [`${rule}.example`, site])),
    "www.tracker.example": refusing,
    "pixel.unknown.example": { answer: (_path, _request, response) => !!response.writeHead(204).end() },
  });
  const { executablePath, args, env } = await chromium();
  Object.assign(process.env, env);
  launch = { browser: { executablePath, args, hosts: sites.hosts, insecure: true } };
});
afterAll(() => sites?.close());

const run = (host: string, options: Partial<AuditOptions> = {}) =>
  audit({ policy, url: `https://${host}/`, region: "FR", quiet: 150, ...launch, ...options });

const short = ({ rule, subject, host }: Finding) => `${rule} ${subject} ${host}`;

it("finds nothing wrong with a site that does what it says, whatever its visitors answer", async () => {
  const { outcome, findings, scenarios, observations } = await run("shop.example", {
    routes: ["/", "/news"],
  });
  expect(findings.map(short)).toEqual(["survives-withdrawal uid tracker.example"]);
  expect(outcome).toBe("clean");
  expect(scenarios).toHaveLength(9);
  const granted = observations.find(({ scenario }) => scenario === "accept")?.phases.at(-1);
  expect(granted?.writes.map(({ name, by }) => `${by} ${name}`)).toEqual(
    expect.arrayContaining(["script cookies_preferences", "script _ex_1", "script ex_queue", "response uid"]),
  );
});

describe("says exactly what a site does wrong", () => {
  it.each(Object.entries(faults))("%s", async (rule, { finding }) => {
    const { findings, outcome } = await run(`${rule}.example`, {
      scenarios: ["reject", "only advertising", "withdraw", "privacy signal"],
    });
    const errors = findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual([`${rule} ${finding}`]);
    expect(outcome).toBe("findings");
  });
});

it("leaves nothing in the temporary folder", () => {
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith("assent-audit-"))).toEqual([]);
});
