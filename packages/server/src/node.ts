import type { IncomingMessage, ServerResponse } from "node:http";
import { ReadableStream } from "node:stream/web";
import type { RequestConsent } from "./consent.js";
import type { Requested } from "./region.js";
import { allowedCookies, type WithholdOptions } from "./withhold.js";

/**
 * A handler for `node:http`, Connect and Express. With a `next`, what isn't the handler's is left to it.
 *
 * @example
 * ```ts
 * import { createServer } from "node:http";
 * import { createConsentHandler } from "@assent/server";
 * import { toNode } from "@assent/server/node";
 *
 * const handle = toNode(createConsentHandler({ policy }));
 * createServer((request, response) => handle(request, response)).listen(3000);
 * // Express: app.use(handle);
 * ```
 */
export function toNode(handle: (request: Request) => Response | Promise<Response>): NodeHandler {
  return async (incoming, outgoing, next) => {
    try {
      const request = toRequest(incoming);
      const response = request ? await handle(request) : new Response("Bad request\n", { status: 400 });
      if (response.status === 404 && next) return next();
      await send(response, incoming, outgoing);
    } catch (error) {
      if (next) return next(error);
      if (!outgoing.headersSent) outgoing.statusCode = 500;
      outgoing.end();
    }
  };
}

/** What `node:http` and Express call. */
export type NodeHandler = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  next?: (error?: unknown) => void,
) => Promise<void>;

/**
 * A request of `node:http` or Express, as `consentFor` reads it.
 *
 * @example
 * ```ts
 * import { createServer } from "node:http";
 * import { consentFor } from "@assent/server";
 * import { requestOf } from "@assent/server/node";
 *
 * createServer((incoming, outgoing) => {
 *   const consent = consentFor(requestOf(incoming), { policy });
 *   outgoing.end(consent.allows("statistics") ? "counted" : "not counted");
 * });
 * ```
 */
export function requestOf({ headers, socket }: Pick<IncomingMessage, "headers" | "socket">): Requested {
  return {
    headers: { get: (name) => headers[name.toLowerCase()]?.toString() },
    url: `${schemeOf(socket)}://${headers.host}`,
  };
}

function schemeOf(socket: IncomingMessage["socket"]): "http" | "https" {
  return "encrypted" in socket ? "https" : "http";
}

/**
 * Withholds, from a response of `node:http` or Express, the cookies that the policy doesn't declare or the visitor doesn't
 * permit, whoever sets them: `withhold`, just before the head is sent.
 *
 * @example
 * ```ts
 * import { createServer } from "node:http";
 * import { consentFor } from "@assent/server";
 * import { requestOf, withholdFrom } from "@assent/server/node";
 *
 * createServer((incoming, outgoing) => {
 *   withholdFrom(outgoing, consentFor(requestOf(incoming), { policy }));
 *   outgoing.setHeader("set-cookie", "_ex_1=2; Max-Age=86400").end();
 * });
 * // Express: app.use((request, response, next) => (withholdFrom(response, consentFor(requestOf(request), { policy })), next()));
 * ```
 */
export function withholdFrom(
  outgoing: ServerResponse,
  consent: RequestConsent,
  options: WithholdOptions = {},
): void {
  const writeHead: (status: number, message?: string) => ServerResponse = outgoing.writeHead.bind(outgoing);
  outgoing.writeHead = (status: number, ...rest: unknown[]): ServerResponse => {
    const last = rest.at(-1);
    const [given, message] = typeof last === "object" ? [last, rest[0]] : [undefined, last];
    for (const [name, value] of headersIn(given)) outgoing.setHeader(name, value);
    const cookies = [outgoing.getHeader("set-cookie") ?? []].flat().map(String);
    const allowed = allowedCookies(cookies, consent, options);
    if (allowed[0]) outgoing.setHeader("set-cookie", allowed);
    else outgoing.removeHeader("set-cookie");
    return typeof message === "string" ? writeHead(status, message) : writeHead(status);
  };
}

type HeaderValue = number | string | string[];

/** The headers of `writeHead`: an object, or names and values in turn, each name as often as it likes. */
function headersIn(given: object | null | undefined): Iterable<[string, HeaderValue]> {
  if (!Array.isArray(given)) return Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  const flat: unknown[] = given.flat(1);
  const found = new Map<string, string[]>();
  for (let index = 0; index < flat.length; index += 2) {
    const name = `${flat[index]}`.toLowerCase();
    found.set(name, [...(found.get(name) ?? []), ...[flat[index + 1]].flat().map(String)]);
  }
  return [...found].map(([name, values]) => [name, values.length > 1 ? values : `${values[0]}`]);
}

/** Nothing, where no URL can be made of what was sent. */
function toRequest(incoming: IncomingMessage): Request | undefined {
  const { headers, method = "GET", socket } = incoming;
  // Express takes the path that it mounted something under out of `url`.
  const { originalUrl = incoming.url ?? "/" } = incoming as { originalUrl?: string };
  const host = headers.host ?? headers[":authority"]?.toString() ?? "localhost";
  const origin = `${schemeOf(socket)}://${host}`;
  const target = originalUrl.startsWith("/") ? origin + originalUrl : originalUrl;
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(target)) return undefined;
  const { pathname, search } = new URL(target);
  const given = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(":")) for (const each of [value ?? []].flat()) given.append(name, each);
  }
  const body = method === "GET" || method === "HEAD" ? undefined : bodyOf(incoming);
  try {
    return new Request(origin + pathname + search, {
      method,
      headers: given,
      ...(body !== undefined && { body, duplex: "half" }),
    });
  } catch {
    return undefined; // A method that the Fetch API knows nothing of.
  }
}

/** The body, also where a parser of Express has read it before. */
function bodyOf(incoming: IncomingMessage): BodyInit {
  const { body: parsed } = incoming as { body?: unknown };
  if (!incoming.readableEnded || parsed === undefined) {
    // The connection outlives a body that nobody reads to its end, so that there can be an answer.
    return ReadableStream.from(incoming.iterator({ destroyOnReturn: false })) as BodyInit;
  }
  if (typeof parsed === "string" || parsed instanceof Uint8Array) return parsed as BodyInit;
  if (!incoming.headers["content-type"]?.startsWith("application/x-www-form-urlencoded"))
    return JSON.stringify(parsed);
  const fields = Object.entries(parsed as object).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, `${each}`]),
  );
  return `${new URLSearchParams(fields)}`;
}

async function send(response: Response, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = new Uint8Array(await response.arrayBuffer());
  if (outgoing.headersSent || outgoing.writableEnded) return;
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== "set-cookie") outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies[0]) outgoing.appendHeader("set-cookie", cookies);
  // What of the request was left unread would be taken for the next one.
  if (!incoming.complete) outgoing.setHeader("connection", "close");
  outgoing.end(body);
}
