// Anonymous audience measurement: the month of the first visit, and which page was seen. No identifier.
(() => {
  const known = /(?:^|; )civis_month=([^;]+)/.exec(document.cookie);
  const month = new Date().toISOString().slice(0, 7);
  // biome-ignore lint/suspicious/noDocumentCookie: CookieStore is asynchronous and not everywhere
  if (!known) document.cookie = `civis_month=${month}; Path=/; Max-Age=${390 * 86400}; SameSite=Lax`;
  navigator.sendBeacon("/statistics/anonymous", `${known ? "again" : "first"} ${location.pathname}`);
})();
