import { globSync, readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeRecord } from "@assent/core";
import { afterEach, describe, expect, test } from "vitest";
import { poll } from "./browsers.ts";
import { inEachBrowser } from "./visitor.ts";

/** What a page posted. */
interface Post {
  readonly record: string;
  readonly layer: string;
  readonly locale: string;
  readonly forgotten?: true;
}

interface Site {
  readonly url: string;
  /** What was posted, whatever was answered. */
  readonly posts: Post[];
  /** What the next posts are answered: a status, nothing ever, or the end of the connection. The last holds on. */
  answers: (number | "silence" | "cut")[];
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A page that sends its answers. Its pauses are short: the clock runs fifty times as fast. */
async function startSite(
  options: { unsent?: boolean; sending?: string; consent?: string } = {},
): Promise<Site> {
  const dist = (name: string) => new URL(`../../packages/${name}/dist/`, import.meta.url);
  const files = (name: string) =>
    globSync("*.js", { cwd: dist(name) }).map(
      (file) => [`/${name}/${file}`, new URL(file, dist(name))] as const,
    );
  const scripts = new Map<string, URL>([...files("core"), ...files("server")]);
  const site: Site = { url: "", posts: [], answers: [200] };
  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    if (request.method === "POST") {
      let body = "";
      for await (const chunk of request) body += chunk;
      site.posts.push(JSON.parse(body));
      answer(response, site.answers.length > 1 ? site.answers.shift() : site.answers[0]);
    } else if (scripts.has(path)) {
      response
        .writeHead(200, { "content-type": "text/javascript" })
        .end(readFileSync(scripts.get(path) as URL));
    } else {
      response.writeHead(200, { "content-type": "text/html" }).end(path === "/" ? page(options) : elsewhere);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return Object.assign(site, { url: `http://localhost:${(server.address() as AddressInfo).port}/` });
}

function answer(response: ServerResponse, what: Site["answers"][number] = 200): void {
  if (what === "cut") response.destroy();
  else if (what !== "silence") response.writeHead(what).end();
}

const elsewhere = "<!doctype html><title>Elsewhere</title><link rel='icon' href='data:,'><p>Elsewhere";

const page = ({ unsent = false, sending = "", consent = "" }) => `<!doctype html>
<html lang="pt-BR">
<title>Sending</title>
<link rel="icon" href="data:,">
<script type="importmap">{ "imports": { "@assent/core": "/core/index.js" } }</script>
<p><button id="accept">Accept</button> <a id="leave" href="/elsewhere">Accept and leave</a></p>
<script type="module">
  import { createConsent, definePolicy } from "@assent/core";
  import { sendAnswers } from "/server/browser.js";
  const policy = definePolicy({
    categories: { necessary: "exempt", statistics: "ask", advertising: { rule: "ask", sale: true } },
    services: { record: { category: "necessary", provider: "Us", party: "first", cookies: {
      cookies_preferences: { purpose: "To remember the choice", maxAge: 34560000 },
      ${unsent ? 'cookies_preferences_unsent: { purpose: "To send the choice", maxAge: "persistent", kind: "local" },' : ""}
    } } },
  });
  const clock = { now: () => Date.now(), after(ms, run) { const timer = setTimeout(run, ms / 50); return () => clearTimeout(timer); } };
  window.losses = [];
  window.consent = createConsent(policy, { region: "FR", ${consent} });
  window.stop = sendAnswers(consent, { clock, onLoss: (loss) => losses.push(loss), ${sending} });
  consent.start();
  for (const id of ["accept", "leave"]) document.getElementById(id).onclick = () => consent.acceptAll();
  window.isReady = true;
</script>`;

interface Window {
  consent: import("@assent/core").Consent;
  losses: unknown[];
  stop(): void;
}
declare const consent: Window["consent"];
declare const losses: Window["losses"];
declare const stop: Window["stop"];

describe("answers are sent", () => {
  inEachBrowser((visit) => {
    const arrived = (site: Site, count: number) =>
      poll(async () => site.posts.length >= count, `${count} posts, and there are ${site.posts.length}`);
    const open = async (site: Site, options?: Parameters<typeof visit>[1]) => {
      const tab = await visit(site.url, options);
      await tab.waitFor("window.isReady");
      return tab;
    };

    test("each once, with the layer and the language", async () => {
      const site = await startSite();
      const tab = await open(site);
      await tab.click("#accept");
      await arrived(site, 1);
      await tab.evaluate(() => {
        consent.openPreferences();
        consent.save({ statistics: false });
      });
      await arrived(site, 2);
      await tab.evaluate(() => consent.withdraw());
      await arrived(site, 3);
      expect(site.posts.map(({ layer, locale }) => [layer, locale])).toEqual([
        ["banner", "pt-BR"],
        ["preferences", "pt-BR"],
        ["site", "pt-BR"],
      ]);
      expect(site.posts.map(({ record }) => decodeRecord(record))).toEqual([
        expect.objectContaining({ seq: 1 }),
        expect.objectContaining({ seq: 2 }),
        expect.objectContaining({ seq: 3 }),
      ]);
      const { cookie } = await tab.evaluate(() => ({ cookie: document.cookie }));
      expect(cookie).toContain(`cookies_preferences=${site.posts[2]?.record}`);
    });

    test("until the server, failing or away, has taken them", async () => {
      const site = await startSite();
      site.answers = [500, "cut", 503, 429, 200];
      const tab = await open(site);
      await tab.click("#accept");
      await arrived(site, 5);
      await tab.evaluate(() => consent.rejectAll());
      await arrived(site, 6);
      expect(new Set(site.posts.slice(0, 5).map(({ record }) => record)).size).toBe(1);
      expect(await tab.evaluate(() => losses)).toEqual([]);
    });

    test("also when the page is left by the very click", async () => {
      const site = await startSite();
      const tab = await open(site);
      await tab.click("#leave");
      await arrived(site, 1);
      expect(site.posts[0]?.layer).toBe("banner");
    });

    test("without keeping a choice waiting for a server that never answers", async () => {
      const site = await startSite();
      site.answers = ["silence"];
      const tab = await open(site);
      const granted = await tab.evaluate(() => {
        consent.acceptAll();
        return consent.allows("statistics");
      });
      expect(granted).toBe(true);
      await arrived(site, 1);
      expect(
        await tab.evaluate(() => {
          consent.rejectAll();
          return consent.allows("statistics");
        }),
      ).toBe(false);
    });

    test("on the next visit, where the policy declares where they wait", async () => {
      const site = await startSite({ unsent: true });
      site.answers = ["cut"];
      const tab = await open(site);
      await tab.click("#accept");
      await arrived(site, 1);
      await tab.goto(`${site.url}elsewhere`);
      site.answers = [200];
      await tab.goto(site.url);
      await tab.waitFor(`localStorage.getItem("cookies_preferences_unsent") === null`);
      expect(site.posts.at(-1)).toEqual(site.posts[0]);
    });

    test("and wait nowhere that the policy doesn't declare", async () => {
      const site = await startSite();
      site.answers = ["cut"];
      const tab = await open(site);
      await tab.click("#accept");
      await arrived(site, 2);
      expect(await tab.evaluate(() => localStorage.length)).toBe(0);
    });

    test("once, where the server refuses them, and the page is told", async () => {
      const site = await startSite();
      site.answers = [422, 200];
      const tab = await open(site);
      await tab.click("#accept");
      await tab.waitFor("losses.length === 1");
      await tab.evaluate(() => consent.rejectAll());
      await arrived(site, 2);
      expect(await tab.evaluate(() => losses)).toEqual([{ reason: "refused", count: 1, status: 422 }]);
    });

    test("the newest of them, where too many wait, and the page is told", async () => {
      const site = await startSite({ sending: "limit: 2," });
      site.answers = ["cut"];
      const tab = await open(site);
      await tab.evaluate(() => {
        for (let count = 0; count < 5; count++) consent.rejectAll();
      });
      expect(await tab.evaluate(() => losses)).toEqual([1, 2, 3].map((count) => ({ reason: "full", count })));
      site.answers = [200];
      const last = () =>
        site.posts.map(({ record }) => decodeRecord(record)).map((record) => (record as { seq: number }).seq);
      await poll(async () => last().includes(5), "the last one");
      expect(last()).not.toContain(1);
    });

    test("when the visitor's browser forgets, and when a signal answers", async () => {
      const site = await startSite({ consent: "gpc: true, regime: 'opt-out'," });
      const tab = await open(site);
      await arrived(site, 1);
      expect(site.posts[0]?.record).toMatch(/~advertising-/);
      await tab.evaluate(() => consent.forget());
      await arrived(site, 2);
      expect(site.posts[1]).toMatchObject({ forgotten: true, record: expect.stringMatching(/^[^~]*$/) });
      await tab.evaluate(() => {
        stop();
        consent.acceptAll();
      });
      // Whatever it would send is sent before this.
      await tab.evaluate(() => fetch("/consent", { method: "POST", body: '{"record":""}' }).then(() => {}));
      await arrived(site, 3);
      expect(site.posts.filter(({ record }) => record.includes("statistics+"))).toEqual([]);
    });
  });
});
