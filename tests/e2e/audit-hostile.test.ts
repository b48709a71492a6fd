import type { ServerResponse } from "node:http";
import { type AuditOptions, audit } from "@assent/audit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium } from "../../scripts/chromium.ts";
import { policy, prints, type Site, startSites } from "./audit-site.ts";

const page = (script: string, response: ServerResponse): void =>
  void response
    .writeHead(200, { "content-type": "text/html" })
    .end(
      `<!doctype html><title>Page</title><link rel="icon" href="data:,"><p>Text</p><script>${script}</script>`,
    );

/** A site of pages that each do something; `/` does nothing. */
const pages = (
  scripts: { readonly [path: string]: string },
  elsewhere?: NonNullable<Site["answer"]>,
): Site => ({
  answer(path, request, response) {
    if (elsewhere?.(path, request, response)) return true;
    page(scripts[path] ?? "", response);
    return true;
  },
});

const redirects = (places: { readonly [path: string]: string }): NonNullable<Site["answer"]> => {
  return (path, _request, response) => {
    const location = places[path];
    if (location) response.writeHead(302, { location }).end();
    return location !== undefined;
  };
};

const writing = (name: string): string => `document.cookie = "${name}=planted-value; secure";`;

/** Says a value in every place where a report might repeat it. */
const tag = `
${writing("told")}
document.cookie = "planted-value";
localStorage.setItem("key", "planted-value");
navigator.sendBeacon("https://elsewhere.example/hit?uid=planted-value", "planted-value");
fetch("https://elsewhere.example/hit#planted-value", { mode: "no-cors" });
document.head.append(Object.assign(document.createElement("script"), { src: "data:text/javascript,document.cookie='inline=planted-value'" }));
new Image().src = "https://elsewhere.example/planted?uid=planted-value";
`;

let answered = 0;
const hostile: { readonly [host: string]: Site } = {
  "leaving.example": pages(
    {
      "/": `
addEventListener("pagehide", () => { ${writing("at_pagehide")} localStorage.setItem("key_pagehide", 1); localStorage.property_pagehide = 1; navigator.sendBeacon("/beacon"); fetch("/alive", { method: "POST", keepalive: true }) });
addEventListener("beforeunload", () => { ${writing("at_beforeunload")} });
addEventListener("unload", () => { ${writing("at_unload")} });
document.addEventListener("visibilitychange", () => { ${writing("at_visibilitychange")} });`,
    },
    (path, _request, response) => {
      if (!["/beacon", "/alive"].includes(path)) return false;
      response.writeHead(204, { "set-cookie": `by_${path.slice(1)}=planted-value; Secure` }).end();
      return true;
    },
  ),
  "moved.example": {
    answer: redirects({ "/": "https://www.moved.example/", "/news": "https://www.moved.example/news" }),
  },
  "www.moved.example": {},
  "away.example": pages(
    {
      "/script": `location.replace("https://elsewhere.example/?id=planted-value")`,
      "/sign-in": `document.body.innerHTML = "<input type=password>"`,
    },
    redirects({
      "/header": "https://elsewhere.example/?id=planted-value",
      "/login": "https://login.away.example/",
      "/account": "/sign-in",
      "/old": "/new",
    }),
  ),
  "elsewhere.example": pages({ "/hang": "setTimeout(() => { for (;;); }, 50)" }),
  "login.away.example": pages({}),
  "hanging.example": pages({
    "/load": "for (;;);",
    "/timer": "setTimeout(() => { for (;;); }, 50)",
    "/unload": `addEventListener("pagehide", () => { for (;;); })`,
    "/alerts": "for (;;) alert(1)",
    "/itself": `setTimeout(() => location.reload(), 20)`,
    "/itself-early": `location.href = "/itself-early?" + Math.random()`,
    "/frame": `document.body.append(Object.assign(document.createElement("iframe"), { src: "https://elsewhere.example/hang" }))`,
  }),
  "shy.example": pages({
    "/late": `setTimeout(() => { ${writing("late")} }, 900)`,
    "/moved": `addEventListener("mousemove", () => { ${writing("at_move")} }); addEventListener("keydown", () => { ${writing("at_key")} })`,
    "/": `if (!/headless/i.test(navigator.userAgent) && !navigator.webdriver) { ${writing("shy")} }`,
  }),
  "broken.example": {
    answer(path, _request, response) {
      const status = Number(path.slice(1)) || 200;
      const tag = path === "/" ? "https://nowhere.invalid/tag.js?planted-value" : "/503?planted-value";
      response
        .writeHead(status, { "content-type": "text/html" })
        .end(`<!doctype html><title>Page</title><script src="/404"></script><script src="${tag}"></script>`);
      return true;
    },
  },
  "telling.example": {
    answer(path, _request, response) {
      if (path === "/away")
        response.writeHead(302, { location: "https://elsewhere.example/?to=planted-value" }).end();
      else
        response
          .writeHead(200, { "content-type": path === "/tag.js" ? "text/javascript" : "text/html" })
          .end(
            path === "/tag.js"
              ? tag
              : `<!doctype html><title>Page</title><script src="/tag.js?id=planted-value"></script>`,
          );
      return true;
    },
  },
  "dying.example": pages({}, (_path, request) => {
    if (++answered > 3) request.socket.destroy();
    return answered > 3;
  }),
};

let sites: Awaited<ReturnType<typeof startSites>>;
let launch: Pick<AuditOptions, "browser">;
beforeAll(async () => {
  sites = await startSites(hostile);
  const { executablePath, args, env } = await chromium();
  Object.assign(process.env, env);
  launch = { browser: { executablePath, args, hosts: sites.hosts, insecure: true } };
});
afterAll(() => sites?.close());

const run = (url: string, options: Partial<AuditOptions> = {}) =>
  audit({
    policy,
    url,
    region: "FR",
    quiet: 150,
    scenarios: ["before any answer"],
    ...launch,
    ...options,
  });

/** Why an audit of these routes is inconclusive. */
async function troubles(host: string, routes: readonly string[], patience?: number): Promise<string[]> {
  const { outcome, observations } = await run(`https://${host}/`, { routes, ...(patience && { patience }) });
  expect(outcome).toBe("inconclusive");
  return observations.flatMap((observation) => observation.troubles);
}

it("sees what a page does when its visitor leaves it, the last one too", async () => {
  const { observations } = await run("https://leaving.example/");
  const writes = observations.flatMap(({ phases }) => phases.flatMap((phase) => phase.writes));
  expect(new Set(writes.map(({ name }) => name))).toEqual(
    new Set([
      "at_beforeunload",
      "at_pagehide",
      "at_unload",
      "at_visibilitychange",
      "by_alive",
      "by_beacon",
      "key_pagehide",
      "property_pagehide",
    ]),
  );
});

it("sees what waits until somebody looks on", async () => {
  const { findings } = await run("https://shy.example/", { routes: ["/", "/moved", "/late"] });
  const undeclared = findings.filter(({ rule }) => rule === "undeclared-cookie");
  expect(undeclared.map(({ subject }) => subject)).toEqual(["at_key", "at_move", "late", "shy"]);
});

it("is inconclusive where a route is on another site than the address", async () => {
  expect(await troubles("elsewhere.example", ["https://shy.example/"])).toEqual([
    "https://shy.example/ is no page of https://elsewhere.example: give its path alone",
  ]);
});

it("is inconclusive where a script can't be loaded, for who knows what it stores", async () => {
  expect(await troubles("broken.example", ["/"])).toEqual([
    expect.stringMatching(/^https:\/\/nowhere\.invalid\/tag\.js could not be loaded/),
  ]);
  expect(await troubles("broken.example", ["/refused"])).toEqual([
    "https://broken.example/503 answered 503: what it stores was not seen",
  ]);
});

it("repeats no value that an address or a script has in it", async () => {
  const report = await run("https://telling.example/", { routes: ["/", "/away"] });
  const names = report.findings.map(({ subject }) => subject);
  expect(names).toEqual(expect.arrayContaining(["told", "inline", "key", "elsewhere.example"]));
  expect(JSON.stringify(report)).not.toContain("planted-value");
  for (const print of prints) expect(print(report)).not.toContain("planted-value");
});

describe("where a page leads elsewhere", () => {
  it.each([
    ["/header", "https://away.example/header led to https://elsewhere.example/, which is another site"],
    ["/script", "https://away.example/script led to https://elsewhere.example/, which is another site"],
    ["/login", "https://away.example/login led to https://login.away.example/, which is another site"],
    [
      "/account",
      "https://away.example/account led to https://away.example/sign-in, which asks for a password",
    ],
  ])("is inconclusive, and says where: %s", async (route, told) => {
    const [trouble, ...more] = await troubles("away.example", [route]);
    expect(trouble).toContain(told);
    expect(trouble).not.toContain("planted-value");
    expect(more).toEqual([]);
  });

  it("takes another page of the site for what was asked: sites have languages", async () => {
    expect((await run("https://away.example/", { routes: ["/old"] })).outcome).toBe("clean");
  });

  it("takes a site that moved to www for the site itself, for whoever comes back as well", async () => {
    const told: unknown[] = [];
    const { outcome, findings, observations } = await run("https://moved.example/", {
      onProgress: ({ movedTo }) => told.push(movedTo),
      scenarios: ["accept", "returning", "returning after the policy changed"],
      routes: ["/", "/news"],
    });
    expect(findings).toEqual([]);
    expect(outcome).toBe("clean");
    expect(told).toContain("https://www.moved.example");
    // The visitor who comes back has the record there, too.
    expect(observations[1]?.phases[0]?.sent.map(({ url }) => url)).toContain(
      "https://cdn.stats.example/tag.js",
    );
  });
});

describe("where a page answers no more", () => {
  it.each(["load", "timer", "unload", "alerts", "itself", "itself-early"])(
    "is inconclusive: %s",
    async (path) => {
      const [told] = await troubles("hanging.example", [`/${path}`, "/"], 1500);
      expect(told).toContain(`https://hanging.example/${path} `);
    },
  );

  it("is inconclusive where the last page can't be left", async () => {
    const [told] = await troubles("hanging.example", ["/unload"], 1500);
    expect(told).toContain("https://hanging.example/unload can't be left");
  });

  it("is inconclusive: a frame", async () => {
    const [told] = await troubles("hanging.example", ["/", "/frame"], 1500);
    // It depends on the browser whether the frame has a process of its own.
    expect(told).toMatch(/^https:\/\/(elsewhere\.example\/hang|hanging\.example\/frame) answers no more/);
  });
});

it("is inconclusive where a page crashes, after the last route as well", async () => {
  for (const crashing of ["/", "/last"]) {
    const { outcome, observations } = await run("https://elsewhere.example/", {
      routes: ["/", "/last"],
      async journey(page, route) {
        if (route !== crashing) return;
        const session = await page.context().newCDPSession(page);
        session.send("Page.crash").catch(() => undefined);
        await new Promise<void>((resolve) => page.once("crash", () => resolve()));
      },
    });
    expect(outcome).toBe("inconclusive");
    expect(observations[0]?.troubles[0]).toBe(`https://elsewhere.example${crashing} crashed`);
  }
});

it("is inconclusive where the site dies between two visitors", async () => {
  answered = 0;
  const told = await troubles("dying.example", ["/one", "/two", "/three", "/four"]);
  expect(told[0]).toContain("https://dying.example/four could not be opened");
});
