// Visitor statistics: recognises a visitor, so it may only run with consent. Nothing in a page can undo a script
// that has run, so it stays until the page is left.
(() => {
  const known = /(?:^|; )civis_visitor=([^;]+)/.exec(document.cookie);
  const visitor = known ? known[1] : crypto.randomUUID();
  // biome-ignore lint/suspicious/noDocumentCookie: CookieStore is asynchronous and not everywhere
  document.cookie = `civis_visitor=${visitor}; Path=/; Max-Age=${180 * 86400}; SameSite=Lax`;
  navigator.sendBeacon("/statistics/visitors", `${visitor} ${location.pathname}`);
})();
