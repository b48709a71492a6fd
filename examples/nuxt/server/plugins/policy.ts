import { bootHash } from "@assent/core/boot";

export default defineNitroPlugin(({ hooks }) => {
  hooks.hook("render:html", async (html, { event }) => {
    const base = (scripts: string) => `default-src 'self'; script-src 'self' ${scripts}; object-src 'none'; base-uri 'none'; form-action 'self'`;
    if (import.meta.prerender) {
      const scripts = [...[...html.head, ...html.bodyAppend].join("").matchAll(/<script(?![^>]+json)[^>]*>(.+?)<\/script>/gs)];
      const hashes = await Promise.all(scripts.map(([, text]) => bootHash(text as string)));
      html.head.unshift(`<meta http-equiv="Content-Security-Policy" content="${base(hashes.join(" "))}">`);
    } else {
      const nonce = crypto.randomUUID();
      const withNonce = (part: string) => part.replaceAll("<script", `<script nonce="${nonce}"`);
      html.head = html.head.map(withNonce);
      html.bodyAppend = html.bodyAppend.map(withNonce);
      setResponseHeader(event, "content-security-policy", base(`'nonce-${nonce}'`));
    }
  });
});
