import { bootScript } from "@assent/core/boot";
import { allowedCookies, consentFor, contentSecurityPolicy, scriptHashes, withhold } from "@assent/server";

export default defineNitroPlugin(({ hooks }) => {
  // A page that is built once carries its scripts' hashes; one that is rendered now, a nonce.
  hooks.hook("render:html", async (page, { event }) => {
    page.head.push(`<script>${boot}</script>`, visitors);
    if (import.meta.dev) return; // Its tools write styles and scripts.
    if (import.meta.prerender) {
      const hashes = await scriptHashes([...page.head, ...page.bodyAppend].join(""));
      page.head.unshift(`<meta http-equiv="Content-Security-Policy" content="${base(hashes.join(" "))}">`);
      return;
    }
    const nonce = crypto.randomUUID();
    const marked = (html: string) => html.replaceAll("<script", `<script nonce="${nonce}"`);
    page.head = page.head.map(marked);
    page.bodyAppend = page.bodyAppend.map(marked);
    const policy = contentSecurityPolicy(consentFor(event, site), base(`'nonce-${nonce}'`));
    setResponseHeaders(event, { "Content-Security-Policy": policy, "Cache-Control": "private, no-store" });
  });

  // Whatever sets cookies.
  hooks.hook("beforeResponse", (event, response) => {
    const consent = consentFor(event, site);
    if (response.body instanceof Response) response.body = withhold(response.body, consent);
    const given = [getResponseHeader(event, "Set-Cookie") ?? []].flat().map(String);
    setResponseHeader(event, "Set-Cookie", allowedCookies(given, consent));
  });
});

const boot = bootScript(site.policy, { region: site.region() });
const visitors = `<script type="text/plain" data-assent="visitors" src="/statistics/visitors.js"></script>`;
const base = (scripts: string) =>
  `default-src 'self'; script-src 'self' ${scripts}; img-src 'self' data:; object-src 'none'; base-uri 'none'`;
