import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AuditOptions,
  audit,
  type Finding,
  githubAnnotations,
  type Report,
  type Rule,
} from "@assent/audit";
import { day, definePolicy } from "@assent/core";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium } from "../../scripts/chromium.ts";
import { input, policy, prints, type Site, startSites } from "./audit-site.ts";
import { byResponse, byScript, everyPolicy, everyWay, unattributed } from "./audit-writes.ts";

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

/** A script as a bundler writes it, with its map beside it. */
const bundled = buildSync({
  stdin: {
    contents: "// It counts.\ndocument.cookie = 'mystery=v; secure';",
    sourcefile: "counter.ts",
    resolveDir: "/",
  },
  outfile: "/assets/counter.js",
  sourcemap: true,
  minify: true,
  write: false,
});
const mapped: Site = {
  head: `<script src="/assets/counter.js"></script>`,
  answer(path, _request, response) {
    const file = bundled.outputFiles.find((one) => one.path === path);
    if (file)
      response
        .writeHead(200, { "content-type": "text/javascript" })
        .end(file.text.replace('"../counter.ts"', '"../src/counter.ts"'));
    return !!file;
  },
};

let temporary: string;
let sites: Awaited<ReturnType<typeof startSites>>;
let launch: Pick<AuditOptions, "browser">;

beforeAll(async () => {
  sites = await startSites({
    "shop.example": {},
    ...Object.fromEntries(Object.entries(faults).map(([rule, site]) => [`${rule}.example`, site])),
    ...everyWay,
    "mapped.example": mapped,
    "database-disagrees.example": { head: `<script>${write("_ga=v; max-age=9")}</script>` },
    "cname-cloaked.example": {
      head: `<script>new Image().src = "https://metrics.cname-cloaked.example/pixel"</script>`,
    },
    "www.tracker.example": refusing,
    "pixel.unknown.example": { answer: (_path, _request, response) => !!response.writeHead(204).end() },
  });
  const { executablePath, args, env } = await chromium();
  // A temporary folder of this file's own: what is left in it is left by these audits.
  temporary = mkdtempSync(join(tmpdir(), "assent-test-"));
  Object.assign(process.env, env, { TMPDIR: temporary });
  launch = { browser: { executablePath, args, hosts: sites.hosts, insecure: true } };
});
afterAll(() => {
  sites?.close();
  rmSync(temporary, { recursive: true, force: true });
});

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
      // Between them they have every phase.
      scenarios: ["only advertising", "withdraw", "privacy signal"],
    });
    const errors = findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual([`${rule} ${finding}`]);
    expect(outcome).toBe("findings");
  });
});

describe("warns of exactly what is doubtful about a site", () => {
  const declaring = (name: string) =>
    definePolicy({
      ...input,
      services: {
        ...input.services,
        more: {
          category: "necessary",
          provider: "Shop",
          party: "first",
          cookies: { [name]: { purpose: "To keep the shop open", maxAge: 30 * day } },
        },
      },
    });
  it.each([
    ["declared-unseen", "never", "shop.example", { policy: declaring("never") }],
    ["database-disagrees", "_ga", "database-disagrees.example", { policy: declaring("_ga") }],
    [
      "cname-cloaked",
      "metrics.cname-cloaked.example",
      "cname-cloaked.example",
      {
        resolveAlias: async (host: string) => (host.startsWith("metrics.") ? ["shop.eulerian.net"] : []),
      },
    ],
  ])("%s", async (rule, subject, host, options) => {
    const { findings } = await run(host, { scenarios: ["accept"], ...options } as Partial<AuditOptions>);
    expect(findings.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual([`${rule} ${subject}`]);
  });
});

describe("on a site that stores in every way there is", () => {
  let report: Report;
  beforeAll(async () => {
    report = await run("every.example", { routes: ["/", "/second"], scenarios: ["before any answer"] });
  });
  const writes = () => report.observations.flatMap(({ phases }) => phases.flatMap((phase) => phase.writes));
  const names = (by: string) =>
    new Set(
      writes()
        .filter((write) => write.by === by)
        .map(({ name }) => name),
    );

  it("misses no write", () => {
    const seen = new Set(writes().map(({ name }) => name));
    const planted = [...byScript, ...byResponse, ...unattributed];
    expect(planted.filter((name) => !seen.has(name))).toEqual([]);
    expect([...seen].filter((name) => !planted.includes(name))).toEqual([]);
    expect(planted.length).toBeGreaterThanOrEqual(40);
  });

  it("names the script or the response of each", () => {
    expect(byScript.filter((name) => !names("script").has(name))).toEqual([]);
    expect(byResponse.filter((name) => !names("response").has(name))).toEqual([]);
    expect([...names("unattributed")].sort()).toEqual([...unattributed].sort());
  });

  it("follows a tag to the tag that brought it", () => {
    const third = writes().find(({ name }) => name === "tag_third");
    expect(third?.from.map(({ url }) => url)).toEqual([
      "https://tags.example/third.js",
      "https://tags.example/second.js",
      "https://tags.example/first.js",
      "https://every.example/",
    ]);
  });

  it("sees what the browser refused and what it confined", () => {
    const of = (name: string) => writes().find((write) => write.name === name);
    expect(of("third_refused")?.refused).toContain("samesite");
    expect(of("third_partitioned")?.partition).toBe("https://every.example");
    expect(of("doc_transient")?.refused).toBeUndefined();
  });

  it("sees the requests of all", () => {
    const sent = report.observations.flatMap(({ phases }) => phases.flatMap((phase) => phase.sent));
    expect(sent.length).toBeGreaterThanOrEqual(25);
    expect([...new Set(sent.map(({ url }) => new URL(url).hostname))].sort()).toEqual(
      Object.keys(everyWay).sort(),
    );
  });

  it("writes no value into any report", () => {
    for (const print of prints) expect(print(report)).not.toContain("planted-value");
    expect(JSON.stringify(report)).not.toContain("planted-value");
  });
});

it("is inconclusive where the browser ends in the middle, and keeps what was seen", async () => {
  const { outcome, findings, observations } = await run("undeclared-cookie.example", {
    scenarios: ["before any answer"],
    routes: ["/", "/news"],
    journey: async (page, route) => {
      if (route === "/news") await page.context().browser()?.close();
    },
  });
  expect(outcome).toBe("inconclusive");
  expect(observations[0]?.troubles[0]).toBe("the browser ended");
  expect(findings.map(({ rule }) => rule)).toContain("audit-inconclusive");
});

it("leads to the line of the source, through a source map", async () => {
  const { findings } = await run("mapped.example", { scenarios: ["before any answer"] });
  const found = findings.find(({ rule }) => rule === "undeclared-cookie");
  expect(found?.from[0]).toEqual({ url: "src/counter.ts", line: 2, column: expect.any(Number) });
  expect(githubAnnotations({ findings } as unknown as Report)).toContain("file=src/counter.ts,line=2");
});

it("finds nothing wrong with its honest twin, which declares all that", async () => {
  const { findings } = await run("every.example", {
    policy: everyPolicy,
    routes: ["/", "/second"],
    scenarios: ["before any answer", "privacy signal", "returning"],
  });
  expect(findings.map(({ rule, subject, message }) => `${rule} ${subject}: ${message}`)).toEqual([]);
});

it("leaves nothing in the temporary folder", () => {
  expect(readdirSync(temporary).filter((name) => name.startsWith("assent-"))).toEqual([]);
});
