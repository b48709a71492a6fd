import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { policyMatchers, setConsent } from "@assent/audit/playwright";
import * as playwright from "playwright";
import ts from "typescript";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { policy as civis } from "../../examples/civis/policy.ts";
import { chromium } from "../../scripts/chromium.ts";

const cli = resolve("packages/audit/dist/cli.js");
const civisPolicy = resolve("examples/civis/policy.ts");

/** Inside the repository, so that what is written here finds the packages. */
let folder: string;
/** The command's own, so that what is left in it is left by the command. */
let temporary: string;
let browser: Awaited<ReturnType<typeof chromium>>;
let site: Server;
let address: string;
/** What the site answers; each test may say. */
let answer: (path: string) => { status?: number; body?: string; cookies?: string[]; never?: boolean };

const ordinary = (): ReturnType<typeof answer> => ({
  body: `<!doctype html><title>Shop</title><link rel="icon" href="data:,"><script>
document.cookie = "_ga=planted-value; max-age=63072000";
document.cookie = "two=planted-value; path=/a";
localStorage.setItem("theme", "planted-value");
</script>`,
  cookies: ["PHPSESSID=planted-value; HttpOnly", 'odd"name=planted-value'],
});

beforeAll(async () => {
  browser = await chromium();
  site = createServer((request, response) => {
    const { status = 200, body = "", cookies = [], never } = answer(request.url ?? "/");
    if (!never) response.writeHead(status, { "content-type": "text/html", "set-cookie": cookies }).end(body);
  });
  await new Promise<void>((done) => site.listen(0, done));
  address = `http://localhost:${(site.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(import.meta.dirname, "audit-"));
  temporary = mkdtempSync(join(tmpdir(), "assent-test-"));
});
afterEach(() => {
  for (const file of readdirSync(folder)) rmSync(join(folder, file), { recursive: true });
});
afterAll(() => {
  for (const own of [folder, temporary]) rmSync(own, { recursive: true, force: true });
  site?.closeAllConnections();
  site?.close();
});

interface Result {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  ...browser.env,
  ASSENT_CHROMIUM: browser.executablePath,
  NO_COLOR: "1",
  TMPDIR: temporary,
});

/** Runs the command as a user does, in a folder of its own. */
function assent(...args: string[]): Promise<Result> {
  return new Promise((done) => {
    const options = { cwd: folder, env: environment(), maxBuffer: 1e8 };
    execFile(process.execPath, [cli, ...args], options, (failure, out, error) => {
      done({ code: typeof failure?.code === "number" ? failure.code : failure ? -1 : 0, out, error });
    });
  });
}

describe("assent", () => {
  it("says what it can do, and what each command takes", async () => {
    const { code, out } = await assent("--help");
    expect(code).toBe(0);
    for (const command of ["audit", "init", "policy"]) {
      expect(out).toContain(`\n  ${command} `);
      expect((await assent(command, "--help")).out).toContain(`Usage: assent ${command}`);
    }
    expect((await assent("help", "init")).out).toContain("Usage: assent init");
    expect((await assent("--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    [["nonsense"], 'There is no "nonsense"'],
    [["polcy"], 'There is no "polcy": did you mean policy?'],
    [["audit", "--nonsense"], "assent audit --help"],
    [["audit", "--polcy", "policy.ts"], "There is no --polcy: did you mean --policy?"],
    [["audit", "--json", ""], "--json needs something after it: --json report.json."],
    [["audit", "--html="], "--html needs something after it: --html report.html."],
    [["audit", "--sarif"], "--sarif needs something after it"],
    [["audit", "--json", "--html", "report.html"], "--json is followed by --html: write --json report.json"],
    [["audit", "--github=yes"], "--github takes nothing"],
    [
      ["audit", "--policy", civisPolicy, "--json", "no/such.json", "http://localhost:1"],
      "The folder no isn't there",
    ],
    [["audit", "--policy", civisPolicy, "--html", ".", "http://localhost:1"], ". is a folder"],
    [["audit", "--policy", civisPolicy, "--region", "France", "http://localhost:1"], '"France" is no region'],
    [
      ["audit", "--policy", civisPolicy, "--baseline", "a.json", "http://localhost:1"],
      "--baseline needs --github",
    ],
    [
      ["audit", "--policy", civisPolicy, "--github", "--baseline", "a.json", "http://localhost:1"],
      "a.json can't be read",
    ],
    [
      ["audit", "--policy", civisPolicy, "--github", "--baseline", civisPolicy, "http://localhost:1"],
      "is no earlier report",
    ],
    [
      ["init", "--out", "no/such/policy.ts", "http://localhost:1"],
      "The folder no/such isn't there: make it first.",
    ],
    [["init", "localhost:3000"], "write it whole, like http://localhost:3000."],
    [["policy", "."], ". is a folder"],
    [["audit", "http://localhost:1"], "Which policy?"],
    [["audit", "--policy", "nowhere.ts", "http://localhost:1"], "nowhere.ts isn't there"],
    [["audit", "--policy", civisPolicy], "Which site?"],
    [["audit", "--policy", civisPolicy, "localhost"], '"localhost" is no address'],
    [["audit", "--policy", civisPolicy, "3000"], "like http://localhost:3000."],
    [["audit", "--policy", civisPolicy, "./index.html"], "is no address"],
    [
      ["audit", "--policy", civisPolicy, "--scenario", "rejct", "http://localhost:1"],
      'did you mean "reject"?',
    ],
    [
      ["audit", "--policy", civisPolicy, "--scenario", "nobody", "http://localhost:1"],
      '"nobody" is no scenario',
    ],
    [["init"], "Which site?"],
    [["policy", "--format", "pdf", civisPolicy], '"pdf" is no format'],
  ])("answers %j with what to type, and 2", async (args, told) => {
    const { code, error } = await assent(...args);
    expect(error).toContain(told);
    expect(error).not.toContain("    at ");
    expect(code).toBe(2);
  });

  it.each([
    ["severety: {}", "severety: did you mean severity?"],
    [
      'severity: { "undeclared-coockie": "off" }',
      "severity.undeclared-coockie: did you mean undeclared-cookie?",
    ],
    ['severity: { "undeclared-cookie": "of" }', 'severity.undeclared-cookie is "of": did you mean off?'],
    ['severity: { "audit-inconclusive": "off" }', "severity.audit-inconclusive: there is no such name"],
    [
      'allow: [{ rule: "undeclared-hosts", reason: "x", until: "2027-01-01" }]',
      "did you mean undeclared-host?",
    ],
    ['allow: [{ rule: "undeclared-host", until: "2027-01-01" }]', "allow[0].reason is missing."],
    ['allow: [{ rule: "undeclared-host", reason: "x", until: "soon" }]', "allow[0].until has to be a day"],
    ['scenarios: ["rejct"]', 'did you mean "reject"?'],
    ["scenarios: []", "`scenarios` is empty"],
    ['scenarios: "reject"', "scenarios has to be a list."],
    ['patience: "3"', "patience has to be a number above zero."],
    ["answers: { accept() {} }", "answers.reject is missing."],
    ['storageState: "nowhere.json"', "storageState has to be a state that Playwright saved"],
    ["storageState: {}", "storageState has to be a state that Playwright saved"],
    ["browser: { insecure: 1 }", "browser.insecure has to be true or false."],
    ["policy: {}", "policy has to be what definePolicy gives."],
  ])("doesn't ignore %s in a configuration", async (line, told) => {
    const policy = line.startsWith("policy") ? "" : "policy,";
    writeFileSync(
      join(folder, "assent.config.ts"),
      `import { policy } from ${JSON.stringify(civisPolicy)};
export default { ${policy} url: "http://localhost:1", ${line} };`,
    );
    const { code, error } = await assent("audit");
    expect(error).toContain(told);
    expect(error).not.toContain("    at ");
    expect(code).toBe(2);
  });

  const civis = `export { policy } from ${JSON.stringify(civisPolicy)};`;
  it.each([
    ["awaits what never comes", `await new Promise(() => {});\n${civis}`, "never comes to an end"],
    ["ends the process as if all were well", `${civis}\nprocess.exit(0);`, "ended the process"],
    [
      "has a mistake in its syntax",
      "export const a = 1;\nexport const b = {;",
      "policy.mjs:2 can't be loaded",
    ],
    ["throws", "export const a = 1;\nmissing();", "policy.mjs:2 can't be loaded: missing is not defined."],
    ["imports what isn't there", 'import "./gone.js";', "policy.mjs can't be loaded: Cannot find module"],
    ["exports something else", "export const a = 1;", "policy.mjs exports no policy"],
  ])("says so, with 2, where a policy %s", async (_case, source, told) => {
    writeFileSync(join(folder, "policy.mjs"), source);
    const { code, out, error } = await assent("policy", "policy.mjs");
    expect(error).toContain(told);
    expect(error).not.toContain("    at ");
    expect(out).toBe("");
    expect(code).toBe(2);
  });

  it("says where a mistake in TypeScript is", async () => {
    writeFileSync(join(folder, "policy.ts"), "export const a = 1;\nexport const b = {;");
    expect((await assent("policy", "policy.ts")).error).toContain("policy.ts:2 can't be loaded");
  });

  it("ends once all is printed, whatever a policy leaves running", async () => {
    writeFileSync(
      join(folder, "policy.ts"),
      `import { createServer } from "node:net";
import { definePolicy } from "@assent/core";
createServer().listen(0);
setInterval(() => {}, 1000);
const cookies = Object.fromEntries(
  Array.from({ length: 20_000 }, (_, index) => [\`cookie\${index}\`, { purpose: "x".repeat(50), maxAge: 60 }]),
);
export default definePolicy({
  categories: { a: "ask" },
  services: { all: { category: "a", provider: "p", party: "first", cookies } },
});`,
    );
    const { code, out } = await assent("policy", "--format", "csv", "policy.ts");
    expect(out.length).toBeGreaterThan(1_000_000);
    expect(out.trimEnd().split("\r\n").at(-1)).toContain("cookie19999");
    expect(code).toBe(0);
  });

  it("prints a policy in four formats", async () => {
    const print = async (format: string) => (await assent("policy", "--format", format, civisPolicy)).out;
    expect(await print("md")).toContain("| `sessionid` |");
    expect(await print("html")).toContain(">sessionid</code>");
    expect(JSON.parse(await print("json"))).toHaveProperty("disclosures");
    expect(await print("csv")).toContain("session,necessary,Opendatasoft,first,Authentication,");
  });
});

const before = ["--scenario", "before any answer", "--policy", civisPolicy];

describe("assent audit", () => {
  it("finds what an ordinary site stores unasked, with 1, and writes every report", async () => {
    answer = ordinary;
    const files = ["json", "html", "junit", "sarif"];
    const { code, out } = await assent(
      "audit",
      ...before,
      "--github",
      ...files.flatMap((kind) => [`--${kind}`, kind]),
      address,
    );
    expect(code).toBe(1);
    expect(out).toContain(
      "No service declares this cookie on localhost; it is known from Google Analytics, for statistics.",
    );
    expect(out).toContain("::error title=undeclared-cookie%3A _ga::");
    for (const file of files) {
      const text = readFileSync(join(folder, file), "utf8");
      expect(text).toContain("undeclared-cookie");
      expect(text).not.toContain("planted-value");
    }
    expect(readdirSync(temporary).filter((name) => name.startsWith("assent-"))).toEqual([]);
  });

  it("shows names that are empty or hostile, in no report as anything but text, and never a value", async () => {
    answer = () => ({
      body: `<!doctype html><title>Shop</title><link rel="icon" href="data:,"><script>
document.cookie = "planted-value";
document.cookie = "=planted-value; path=/b";
localStorage.setItem("\\n::error ::x\\u001b[31m</x>]]>&\\uFFFE|*", "planted-value");
</script>`,
      cookies: ["planted-value; path=/c", "=planted-value; path=/d", "=a=planted-value; path=/e"],
    });
    const files = ["json", "html", "junit", "sarif"];
    const flags = files.flatMap((kind) => [`--${kind}`, kind]);
    const { out } = await assent("audit", ...before, "--github", ...flags, address);
    expect(out).toContain("✗ (no name) on localhost");
    expect(out.match(/^::.*/gm)?.filter((line) => !/^::(error|warning) title=/.test(line))).toEqual([]);
    expect(out).not.toContain("\u001b");
    const texts = files.map((file) => readFileSync(join(folder, file), "utf8"));
    for (const text of [out, ...texts]) expect(text).not.toContain("planted-value");
    const sarif = JSON.parse(texts[3] ?? "");
    for (const { locations } of sarif.runs[0].results)
      expect(locations[0].physicalLocation.artifactLocation.uri).toBe("examples/civis/policy.ts");
    const { env, ...options } = browser;
    const started = await playwright.chromium.launch({ ...options, env: { ...process.env, ...env } });
    try {
      const page = await started.newPage();
      const failures = await page.evaluate((text) => {
        const xml = new DOMParser().parseFromString(text, "application/xml");
        return xml.querySelector("parsererror")?.textContent ?? xml.querySelectorAll("failure").length;
      }, texts[2] ?? "");
      expect(failures).toBe(2);
    } finally {
      await started.close();
    }
    await assent("init", address);
    expect(complaintsOf(join(folder, "policy.ts"))).toEqual([]);
    expect(readFileSync(join(folder, "policy.ts"), "utf8")).not.toContain("planted-value");
  });

  it("says in a step's summary what is new and what is gone, and reads a baseline before it visits", async () => {
    answer = ordinary;
    await assent("audit", ...before, "--json", "before.json", address);
    answer = () => ({ body: `<title>x</title><script>document.cookie = "__new__=1"</script>` });
    const summary = join(folder, "summary.md");
    writeFileSync(summary, "# Before\n");
    process.env.GITHUB_STEP_SUMMARY = summary;
    try {
      await assent("audit", ...before, "--github", "--baseline", "before.json", address);
    } finally {
      delete process.env.GITHUB_STEP_SUMMARY;
    }
    const text = readFileSync(summary, "utf8");
    expect(text).toMatch(/^# Before\n## Cookie audit/);
    expect(text).toContain("1 visitor, 1 page.");
    const news = text.slice(text.indexOf("### New"), text.indexOf("### Gone"));
    expect(news.match(/^\| error .*/gm)).toEqual([
      expect.stringContaining("<code>&#95;&#95;new&#95;&#95;</code>"),
    ]);
    expect(text.slice(text.indexOf("### Gone"), text.indexOf("### All"))).toContain("PHPSESSID");
  });

  it("visits the pages of a sitemap, and of those that it lists", async () => {
    answer = (path) => {
      if (path === "/all.xml")
        return { body: `<sitemapindex><sitemap><loc>${address}/pages.xml</loc></sitemap></sitemapindex>` };
      if (path === "/pages.xml")
        return {
          body: `<urlset><url><loc>${address}/one</loc></url><url><loc><![CDATA[${address}/two?a=1&b=2]]></loc></url></urlset>`,
        };
      return ordinary();
    };
    await assent("audit", ...before, "--sitemap", `${address}/all.xml`, "--json", "report.json", address);
    const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
    expect(report.routes).toEqual([`${address}/one`, `${address}/two?a=1&b=2`]);
    const { code, error } = await assent(
      "audit",
      ...before,
      "--sitemap",
      "http://localhost:9/none.xml",
      address,
    );
    expect(error).toContain("can't be reached");
    expect(code).toBe(2);
  });

  it("writes the same JSON twice", async () => {
    answer = ordinary;
    await assent("audit", ...before, "--json", "one.json", address);
    await assent("audit", ...before, "--json", "two.json", address);
    expect(readFileSync(join(folder, "one.json"), "utf8")).toBe(
      readFileSync(join(folder, "two.json"), "utf8"),
    );
  });

  it("proposes rows as a diff that applies and compiles", async () => {
    answer = ordinary;
    const source = `import { definePolicy } from "@assent/core";
export const policy = definePolicy({ categories: { functional: "ask", statistics: "ask" }, services: {
} });\n`;
    writeFileSync(join(folder, "policy.ts"), source);
    await assent(
      "audit",
      "--scenario",
      "before any answer",
      "--policy",
      "policy.ts",
      "--write",
      "rows.diff",
      address,
    );
    execFileSync("git", ["apply", "rows.diff"], { cwd: folder });
    const patched = readFileSync(join(folder, "policy.ts"), "utf8");
    expect(patched).toContain("_ga");
    expect(complaintsOf(join(folder, "policy.ts"))).toEqual([]);
    const again = await assent("audit", "--scenario", "before any answer", "--policy", "policy.ts", address);
    expect(again.out).not.toContain("undeclared");
  });

  it.each([
    ["nobody answers", undefined, "could not be opened"],
    ["an error page comes", () => ({ status: 503 }), "answered 503"],
    ["a page never comes", () => ({ never: true }), "could not be opened"],
    ["a bot wall comes", () => ({ status: 403 }), "answered 403"],
  ])("is inconclusive where %s", async (_case, given, told) => {
    if (given) answer = given;
    writeFileSync(join(folder, "assent.config.mjs"), "export default { patience: 2000 }");
    const { code, out } = await assent("audit", ...before, given ? address : "http://localhost:9");
    expect(out).toContain(told);
    expect(out).toContain("Inconclusive");
    expect(out).not.toMatch(/page\.goto|Call log|\.\.|declared-unseen/);
    expect(code).toBe(2);
  });

  it("is inconclusive where the banner never comes", async () => {
    answer = () => ({ body: "<title>No banner</title>" });
    const { code, out } = await assent("audit", "--policy", civisPolicy, "--scenario", "reject", address);
    expect(out).toContain("The answer could not be given");
    expect(out).toContain(
      'no <button name="choice" value="reject"> nor <button name="choice" value="preferences"> was shown',
    );
    expect(out).not.toMatch(/locator\.|Call log|\.\./);
    expect(code).toBe(2);
  });

  it.each([
    ["/nowhere/chromium", "/nowhere/chromium isn't there"],
    [civisPolicy, `${civisPolicy} is no program`],
    ["/bin/true", "the browser ended"],
  ])(
    "is inconclusive, and leaves nothing behind, where the browser can't be started: %s",
    async (file, told) => {
      const { code, error, out } = await assent("audit", ...before, "--browser", file, address);
      expect(error).toContain(`The browser can't be started: ${told}\n`);
      expect(error).not.toContain("    at ");
      expect(out).toBe("");
      expect(code).toBe(2);
      expect(readdirSync(temporary)).toEqual([]);
    },
  );

  it("ends in order, with 2, what a journey fails in the background", async () => {
    answer = ordinary;
    writeFileSync(
      join(folder, "assent.config.mjs"),
      `export default { journey() { setTimeout(() => { throw new Error("too late") }); return new Promise(() => {}); } }`,
    );
    const { code, error, out } = await assent("audit", ...before, address);
    expect(error).toContain("too late");
    expect(error).toContain("assent.config.mjs:1");
    expect(out).toBe("");
    expect(code).toBe(2);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("keeps what it found where a report can't be written, with 2", async () => {
    answer = ordinary;
    const { code, out, error } = await assent(
      "audit",
      ...before,
      "--json",
      "/dev/full",
      "--html",
      "kept.html",
      address,
    );
    expect(error).toContain("/dev/full could not be written: ENOSPC");
    expect(out).toContain("undeclared-cookie");
    expect(readFileSync(join(folder, "kept.html"), "utf8")).toContain("undeclared-cookie");
    expect(code).toBe(2);
  });

  it("starts a site and stops it", async () => {
    const port = await freePort();
    const script = `require("node:http").createServer((q, r) => r.setHeader("content-type", "text/html").end("<title>x</title><link rel=icon href=data:,>")).listen(${port})`;
    const start = `"${process.execPath}" -e '${script}'`;
    const { code, out } = await assent("audit", ...before, "--start", start, `http://localhost:${port}`);
    expect(out).toContain("The site did what its policy says");
    expect(code).toBe(0);
    await expect(fetch(`http://localhost:${port}`)).rejects.toThrow();
  });

  it("says why a site didn't start", async () => {
    const { code, error } = await assent(
      "audit",
      ...before,
      "--start",
      "echo broken; exit 3",
      "http://localhost:9",
    );
    expect(error).toContain("ended with 3");
    expect(error).toContain("broken");
    expect(code).toBe(2);
  });

  it.each([
    ["exit 3", "ended with 3 before http://localhost:9 answered, and printed nothing."],
    ["kill -9 $$", "ended with SIGKILL before http://localhost:9 answered, and printed nothing."],
  ])("says how %j ended, which printed nothing", async (start, told) => {
    const { code, error } = await assent("audit", ...before, "--start", start, "http://localhost:9");
    expect(error).toContain(told);
    expect(code).toBe(2);
  });

  it("takes everything from a configuration, allowances with their ends included", async () => {
    answer = ordinary;
    const config = (until: string) => `import { policy } from ${JSON.stringify(civisPolicy)};
export default { policy, url: ${JSON.stringify(address)}, scenarios: ["before any answer"], quiet: 150,
  severity: { "undeclared-storage": "off" },
  allow: [{ rule: "undeclared-cookie", subject: "*", reason: "They leave in spring", until: "${until}" }] };`;
    writeFileSync(join(folder, "assent.config.ts"), config("2999-01-01"));
    expect((await assent("audit")).code).toBe(0);
    writeFileSync(join(folder, "assent.config.ts"), config("2020-01-01"));
    const ended = await assent("audit");
    expect(ended.out).toContain("No longer allowed since 2020-01-01");
    expect(ended.code).toBe(1);
  });
});

describe("assent audit, when it is told to end", () => {
  /** Starts an audit of a site that it starts itself, and whose page never comes to an end; tells once a browser is there. */
  async function begun(): Promise<{ end: (signal: NodeJS.Signals) => Promise<number | null>; port: number }> {
    const port = await freePort();
    // What the shell starts doesn't listen to SIGTERM, and neither does the page answer.
    const script = `process.on("SIGTERM", () => {}); require("node:http").createServer((q, r) => r.setHeader("content-type", "text/html").setHeader("set-cookie", "sid=planted-value").end("<title>x</title><script>setTimeout(() => { for (;;); }, 50)</script>")).listen(${port})`;
    writeFileSync(join(folder, "serve.cjs"), script);
    const child = spawn(
      process.execPath,
      [
        ...[cli, "audit", "--policy", civisPolicy, "--json", "report.json"],
        ...["--start", `"${process.execPath}" serve.cjs & wait`, `http://localhost:${port}`],
      ],
      { cwd: folder, env: environment(), stdio: "ignore" },
    );
    const ended = new Promise<number | null>((done) => child.once("exit", done));
    await expect.poll(logged, { timeout: 30_000 }).toBe(true);
    return {
      port,
      end(signal) {
        child.kill(signal);
        return ended;
      },
    };
  }
  /** A browser has written to its log. */
  const logged = (): boolean =>
    left().some((name) => {
      const log = join(temporary, name, "network.json");
      return existsSync(log) && readFileSync(log, "utf8").includes("planted-value");
    });
  const left = (): string[] => readdirSync(temporary);
  /** The processes that have the temporary folder in their command line: its browsers. */
  const browsers = (): string => {
    const all = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8", maxBuffer: 1e8 });
    return all
      .split("\n")
      .filter((line) => line.includes(temporary))
      .join("\n");
  };

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("leaves nothing behind: %s", async (signal, code) => {
    const { end, port } = await begun();
    expect(await end(signal)).toBe(code);
    expect(left()).toEqual([]);
    expect(browsers()).toBe("");
    await expect(fetch(`http://localhost:${port}`)).rejects.toThrow();
    expect(existsSync(join(folder, "report.json"))).toBe(false);
  });

  it("has the next run delete what a killed one left", async () => {
    const { end, port } = await begun();
    await end("SIGKILL");
    await expect.poll(browsers, { timeout: 10_000 }).toBe("");
    expect(logged()).toBe(true);
    answer = ordinary;
    await assent("audit", ...before, address);
    // A profile may stay whose browser was killed as it started: nothing was in it yet.
    expect(left().filter((name) => name.startsWith("assent-"))).toEqual([]);
    await expect(fetch(`http://localhost:${port}`)).rejects.toThrow();
  });
});

describe("assent init", () => {
  it("writes a first policy that compiles, loads, and declares what was seen", async () => {
    answer = ordinary;
    const { code, out } = await assent("init", address, "/", "/second");
    expect(out).toContain("policy.ts");
    expect(code).toBe(0);
    const file = join(folder, "policy.ts");
    expect(complaintsOf(file)).toEqual([]);
    const source = readFileSync(file, "utf8");
    for (const name of ["_ga", "two", "theme", "PHPSESSID"]) expect(source).toContain(`"${name}"`);
    expect(source).not.toContain("planted-value");
    const audit = await assent("audit", "--policy", "policy.ts", "--scenario", "before any answer", address);
    expect(audit.out).not.toContain("undeclared");
  });

  it("writes nothing where nothing could be opened", async () => {
    const nowhere = `http://localhost:${await freePort()}/`;
    const { code, error } = await assent("init", nowhere);
    expect(error).toContain(`${nowhere} could not be opened: nothing listens there.`);
    expect(error).toContain("Nothing could be seen, so nothing is written.");
    expect(readdirSync(folder)).toEqual([]);
    expect(code).toBe(2);
  });

  it("overwrites nothing", async () => {
    writeFileSync(join(folder, "policy.ts"), "mine");
    expect((await assent("init", address)).error).toContain("policy.ts is there already");
    expect(readFileSync(join(folder, "policy.ts"), "utf8")).toBe("mine");
  });
});

describe("in Playwright", () => {
  it("holds what a page's browser has against the policy, and makes visitors who answered", async () => {
    answer = () => ({
      body: `<title>Shop</title><script>document.cookie = "civis_visitor=planted-value"</script>`,
    });
    const { env, ...options } = browser;
    const started = await playwright.chromium.launch({ ...options, env: { ...process.env, ...env } });
    try {
      const page = await started.newPage();
      await page.goto(address);
      const early = await policyMatchers.toMatchPolicy(page, civis, { region: "FR" });
      expect(early.pass).toBe(false);
      expect(early.message()).toContain("civis_visitor (cookie): visitors isn't allowed");
      expect(early.message()).not.toContain("planted-value");
      await setConsent(page, civis, { statistics: true }, { region: "FR" });
      await page.reload();
      expect((await policyMatchers.toMatchPolicy(page, civis, { region: "FR" })).pass).toBe(true);
    } finally {
      await started.close();
    }
  });
});

/** What the type checker says of a file. */
function complaintsOf(file: string): string[] {
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
