import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { listen } from "@assent/example-civis/listen";
import { startPlayer } from "@assent/example-civis/player";

const types: { readonly [extension: string]: string } = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const name = pathname === "/" ? "index.html" : pathname.slice(1);
  try {
    if (!/^[\w.-]+$/.test(name)) throw new Error("No such file");
    const content = await readFile(new URL(`dist/${name}`, import.meta.url));
    response.writeHead(200, { "Content-Type": `${types[extname(name)]}; charset=utf-8` }).end(content);
  } catch {
    response.writeHead(request.method === "POST" ? 204 : 404).end();
  }
});

const port = await listen(server, Number(process.env.PORT || 4173));
await startPlayer(4180);
console.log(`http://localhost:${port}`);
