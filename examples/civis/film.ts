/** Where the third party is: `PLAYER` in the environment, or this machine. */
const player: string = process.env.PLAYER ?? "http://127.0.0.1:4180";

/**
 * A page around the third party's film. `?once` in its address says that the visitor asked for it this once.
 *
 * @param allow - makes the page's Content-Security-Policy of what it needs at least.
 */
export function film(address: string, allow: (base: string) => string): Response {
  const frames = new URL(address, "http://localhost").searchParams.has("once") ? player : "'none'";
  const base = `default-src 'none'; style-src 'unsafe-inline'; frame-src ${frames}; frame-ancestors 'self'`;
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": allow(base) };
  return new Response(html, { headers });
}

const html = `<!doctype html>
<html lang="en">
<title>How a city opens its data</title>
<style>body { margin: 0 } iframe { display: block; inline-size: 100%; block-size: 100vh; border: 0 }</style>
<iframe src="${player}/embed" title="How a city opens its data"></iframe>
</html>`;
