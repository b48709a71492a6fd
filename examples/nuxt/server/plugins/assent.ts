import { bootScript } from "@assent/core/boot";
import { allowedCookies, consentFor, contentSecurityPolicy, scriptHashes, withhold } from "@assent/server";

export default defineNitroPlugin(({ hooks }) => {
  // A page that is built once carries its scripts' hashes; one that is rendered now, a nonce.
  hooks.hook("render:html", async ({ head, bodyAppend }, { event }) => {
    head.unshift(`<script>${boot}</script>${visitors}`);
    if (import.meta.prerender) {
      const hashes = await scriptHashes([...head, ...bodyAppend].join(""));
      head.unshift(`<meta http-equiv="Content-Security-Policy" content="${base(hashes.join(" "))}">`);
      return;
    }
    const nonce = crypto.randomUUID();
    for (const part of [head, bodyAppend])
      part.splice(
        0,
        part.length,
        ...part.map((html) => html.replaceAll("<script", `<script nonce="${nonce}"`)),
      );
    const policy = contentSecurityPolicy(consentFor(event, site), base(`'nonce-${nonce}'`));
    setResponseHeader(event, "Content-Security-Policy", policy);
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
