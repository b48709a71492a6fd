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
    const options = { cwd: folder, env: environment() };
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
  });

  it.each([
    [["nonsense"], 'There is no "nonsense"'],
    [["audit", "--nonsense"], "assent audit --help"],
    [["audit", "http://localhost:1"], "Which policy?"],
    [["audit", "--policy", "nowhere.ts", "http://localhost:1"], "nowhere.ts isn't there"],
    [["audit", "--policy", civisPolicy], "Which site?"],
    [["audit", "--policy", civisPolicy, "localhost"], '"localhost" is no address'],
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
    // As if the folder were in no repository: paths are from here.
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: import.meta.dirname };
    execFileSync("git", ["apply", "rows.diff"], { cwd: folder, env });
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
    expect(code).toBe(2);
  });

  it("is inconclusive where the banner never comes", async () => {
    answer = () => ({ body: "<title>No banner</title>" });
    const { code, out } = await assent("audit", "--policy", civisPolicy, "--scenario", "reject", address);
    expect(out).toContain("The answer could not be given");
    expect(code).toBe(2);
  });

  it("is inconclusive where the browser can't be started", async () => {
    const { code, error, out } = await assent("audit", ...before, "--browser", "/nowhere/chromium", address);
    expect(error).toContain("The browser can't be started");
    expect(error).not.toContain("    at ");
    expect(out).toBe("");
    expect(code).toBe(2);
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
