import { connect, type Socket } from "node:net";

/** What came of some seconds of requests. */
export interface Load {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds from a request to the end of its answer, sorted. */
  readonly latencies: Float64Array;
}

export interface LoadOptions {
  readonly port: number;
  readonly connections: number;
  /** The whole request, as it goes over the wire. */
  readonly request: () => string;
  /** Ends after so much time, or so many requests. */
  readonly seconds?: number;
  readonly requests?: number;
}

/**
 * Keeps each connection busy with one request after the other. Written for this: it must cost less than the server that
 * it measures, and each choice has to be another.
 */
export async function load({
  port,
  connections,
  request,
  seconds = Number.POSITIVE_INFINITY,
  requests = Number.POSITIVE_INFINITY,
}: LoadOptions): Promise<Load> {
  const latencies: number[] = [];
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let sent = 0;
  await Promise.all(Array.from({ length: connections }, () => use(port)));
  const took = (performance.now() - begun) / 1000;
  return { requests: latencies.length, seconds: took, latencies: Float64Array.from(latencies).sort() };

  function use(to: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port: to, host: "127.0.0.1", noDelay: true });
      let text = "";
      let asked = 0;
      const ask = () => {
        if (performance.now() >= end || sent >= requests) return finish(socket);
        sent++;
        asked = performance.now();
        socket.write(request());
      };
      const finish = (done: Socket) => {
        done.end();
        resolve();
      };
      socket.setEncoding("latin1");
      socket.on("connect", ask);
      socket.on("error", reject);
      socket.on("close", () => reject(new Error("The server closed a connection")));
      socket.on("data", (chunk: string) => {
        text += chunk;
        const length = lengthOf(text);
        if (length === undefined || text.length < length) return;
        if (!text.startsWith("HTTP/1.1 20")) return reject(new Error(text));
        latencies.push(performance.now() - asked);
        text = "";
        ask();
      });
    });
  }
}

/** How long an answer is, once its head is there: no longer than that, or as it says; in chunks, when the last has come. */
function lengthOf(text: string): number | undefined {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return undefined;
  if (text.startsWith("HTTP/1.1 204")) return head + 4;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head))?.[1];
  if (length !== undefined) return head + 4 + Number(length);
  return text.endsWith("0\r\n\r\n") ? text.length : undefined;
}

export function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
