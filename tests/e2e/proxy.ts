import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ContextOptions } from "./browsers.ts";

/** Stands between a browser and the test's servers, for what the browser's driver can't do. */
export interface Proxy {
  url: string;
  /** The addresses that left the browser, in order. */
  requests: string[];
  close(): void;
}

/** Every host name leads to this machine. */
export async function startProxy({ gpc, cookiesBlocked, initScript }: ContextOptions): Promise<Proxy> {
  const requests: string[] = [];

  function forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const url = new URL(incoming.url ?? "");
    requests.push(url.href);
    const headers = { ...incoming.headers, ...(gpc && { "sec-gpc": "1" }) };
    // What comes back is read here, so it has to come as plain text.
    delete headers["accept-encoding"];
    if (cookiesBlocked) delete headers.cookie;
    const path = url.pathname + url.search;
    const upstream = request({
      host: "localhost",
      port: url.port || 80,
      path,
      method: incoming.method,
      headers,
    });
    upstream.on("response", (response) => answer(response, outgoing));
    upstream.on("error", () => outgoing.writeHead(502).end());
    incoming.pipe(upstream);
  }

  function answer(response: IncomingMessage, outgoing: ServerResponse): void {
    const headers = { ...response.headers };
    if (cookiesBlocked) delete headers["set-cookie"];
    const isPage = headers["content-type"]?.startsWith("text/html");
    if (!initScript || !isPage) {
      outgoing.writeHead(response.statusCode ?? 502, headers);
      response.pipe(outgoing);
      return;
    }
    delete headers["content-length"];
    const nonce = /'nonce-([^']+)'/.exec(headers["content-security-policy"]?.toString() ?? "")?.[1];
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("end", () => {
      outgoing.writeHead(response.statusCode ?? 502, headers);
      outgoing.end(inject(Buffer.concat(chunks).toString(), initScript, nonce));
    });
  }

  const server = createServer(forward);
  server.on("connect", (incoming, socket) => {
    requests.push(`https://${incoming.url}`);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, requests, close };
}

/** As the first thing in the page, and gone from the document once it has run. */
function inject(html: string, script: string, nonce: string | undefined): string {
  const attribute = nonce ? ` nonce="${nonce}"` : "";
  const element = `<script${attribute}>document.currentScript.remove();${script}</script>`;
  const doctype = /^\s*<!doctype[^>]*>/i.exec(html)?.[0] ?? "";
  return doctype + element + html.slice(doctype.length);
}
