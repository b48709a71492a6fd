import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A site of a test's own. */
export interface Fixture {
  /** On a host of the test's choice. */
  at(host: string, path?: string): string;
  close(): void;
}

/** What the site answers: markup, a script or a picture, as the path ends; with headers. */
export interface Answer {
  readonly body: string;
  readonly headers?: { readonly [name: string]: string };
}

/** Serves pages, the built core as `/assent.global.js`, and an empty page for every other path. */
export async function startFixture(answers: { readonly [path: string]: string | Answer }): Promise<Fixture> {
  const core = readFileSync(new URL("../../packages/core/dist/assent.global.js", import.meta.url));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const given = pathname === "/assent.global.js" ? { body: core.toString() } : (answers[pathname] ?? empty);
    const { body, headers = {} } = typeof given === "string" ? { body: given } : given;
    const type = types[pathname.split(".").at(-1) as string] ?? "text/html";
    response.writeHead(200, { "content-type": `${type}; charset=utf-8`, ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    at: (host, path = "/") => `http://${host}:${port}${path}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A page with a consent in `window.consent`; the markup comes between its script and its last `script`. */
export function page(markup: string, { nonce = "", options = "", script = "" } = {}): string {
  const attribute = nonce && ` nonce="${nonce}"`;
  return `<!doctype html>
<html lang="en">
<title>Fixture</title>
<link rel="icon" href="data:,">
<script src="/assent.global.js"${attribute}></script>
<script${attribute}>
  window.ran = [];
  const { clear, cookieStorage, createConsent, definePolicy, guardCookies, openGates, widest } = assent;
  const policy = definePolicy(${policySource});
  window.consent = createConsent(policy, { region: "FR", ${options} });
</script>
<body>
<p id="status"></p>
${markup}
<script${attribute}>
  consent.subscribe(({ status }) => (document.querySelector("#status").textContent = status));
  consent.start();
  openGates(consent);
  ${script}
</script>
</body>
</html>`;
}

const types: { readonly [extension: string]: string } = {
  css: "text/css",
  js: "text/javascript",
  svg: "image/svg+xml",
};

const empty = "<!doctype html><title>Empty</title><link rel='icon' href='data:,'><p>Nothing here</p>";

/** In the page and in the test. */
export const policyInput = {
  categories: { necessary: "exempt", statistics: "ask", embeds: "ask" },
  services: {
    audience: {
      category: "statistics",
      provider: "Opendatasoft",
      party: "first",
      cookies: { "_ex_*": { purpose: "To tell visits apart", maxAge: 86_400 } },
    },
    video: {
      category: "embeds",
      provider: "Agora Video",
      party: "third",
      cookies: { viewer: { purpose: "To recognise a viewer", maxAge: 86_400, domain: "third.localhost" } },
    },
  },
} as const;

const policySource = JSON.stringify(policyInput);
