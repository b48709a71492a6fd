import { consentFor, contentSecurityPolicy, scriptHashes, withhold } from "@assent/server";

export default defineNitroPlugin(({ hooks }) => {
  // A page that is built once carries what its scripts are; one that is rendered now, a nonce.
  hooks.hook("render:html", async (page, { event }) => {
    const parts = [page.head, page.bodyAppend];
    if (import.meta.prerender) {
      const hashes = await scriptHashes(parts.flat().join(""));
      const policy = `${base}; script-src 'self' ${hashes.join(" ")}`;
      page.head.unshift(`<meta http-equiv="Content-Security-Policy" content="${policy}">`);
      return;
    }
    const nonce = crypto.randomUUID();
    for (const part of parts)
      part.forEach((html, index) => {
        part[index] = html.replaceAll("<script", `<script nonce="${nonce}"`);
      });
    const policy = `${base}; script-src 'nonce-${nonce}' 'strict-dynamic'`;
    setResponseHeader(
      event,
      "Content-Security-Policy",
      contentSecurityPolicy(consentFor(event, site), policy),
    );
  });

  // Whatever sets a cookie, this comes after it.
  hooks.hook("beforeResponse", (event) => {
    const set = [getResponseHeader(event, "Set-Cookie") ?? []].flat().map(String);
    const headers = set.map((cookie): [string, string] => ["Set-Cookie", cookie]);
    const { headers: kept } = withhold(new Response(null, { headers }), consentFor(event, site));
    removeResponseHeader(event, "Set-Cookie");
    for (const cookie of kept.getSetCookie()) appendResponseHeader(event, "Set-Cookie", cookie);
  });
});

const base =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'";
