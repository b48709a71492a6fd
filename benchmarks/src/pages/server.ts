import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Contender } from "./contender.ts";
import { gated, nobody } from "./site.ts";

export interface Site {
  addressOf(name: string): string;
  /** The bytes of an address's answer, compressed as servers do once: brotli 11 and gzip 9. */
  bytesOf(address: string): { readonly brotli: number; readonly gzip: number };
  close(): void;
}

interface Answer {
  readonly type: string;
  readonly brotli: Buffer;
  readonly gzip: number;
}

/** Every contender has a folder of its own, served in the same way. */
export async function serve(
  contenders: readonly Contender[],
  pageOf: (contender: Contender | undefined) => string,
): Promise<Site> {
  const answers = new Map<string, Answer>([["/gated.js", answer("x.js", gated)]]);
  const names = [nobody, ...contenders.map(({ name }) => name)];
  answers.set("/0/", answer("", pageOf(undefined)));
  for (const [index, contender] of contenders.entries()) {
    const folder = `/${index + 1}/`;
    answers.set(folder, answer("", pageOf(contender)));
    for (const [path, text] of Object.entries(contender.files))
      answers.set(folder + path, answer(path, text));
  }

  const server = createServer(({ url = "/" }, response) => {
    const found = answers.get(url.split("?")[0] as string);
    if (!found) return void response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": found.type,
      "content-encoding": "br",
      "content-length": found.brotli.length,
      "cache-control": "max-age=3600",
      // Isolated pages have a clock of five microseconds.
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    });
    response.end(found.brotli);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    addressOf: (name) => `${origin}/${names.indexOf(name)}/`,
    bytesOf(address) {
      const { brotli, gzip } = answers.get(new URL(address).pathname) ?? { brotli: [], gzip: 0 };
      return { brotli: brotli.length, gzip };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer(path: string, text: string): Answer {
  const type = path.endsWith(".js") ? "text/javascript" : path.endsWith(".css") ? "text/css" : "text/html";
  const brotli = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return { type: `${type}; charset=utf-8`, brotli, gzip: gzipSync(text, { level: 9 }).length };
}
