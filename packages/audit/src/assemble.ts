import type { NetworkLog } from "./network-log.js";
import type { Place, Sent, Write } from "./observation.js";
import { parseSetCookie } from "./set-cookie.js";
import type { Seen } from "./witness.js";

/** What the layers saw in one browser. */
export interface Layers {
  readonly log: NetworkLog | undefined;
  readonly scripts: readonly Seen[];
  readonly storages: readonly { kind: "local" | "session"; name: string; origin: string; at: number }[];
  readonly initiators: ReadonlyMap<string, readonly Place[]>;
}

/** How far apart two layers' clocks may be, in milliseconds: a message takes its time from the page to us. */
const slack = 1500;

/** One list of writes: who wrote what is the scripts' and the responses' to say, that nothing is missing the log's. */
export function writesIn(layers: Layers): Write[] {
  const cookies = cookieWrites(layers);
  return [...cookies, ...storageWrites(layers)].sort((one, other) => one.at - other.at);
}

export function sentIn({ log, initiators }: Layers): Sent[] {
  return (log?.requests ?? [])
    .filter(({ url }) => /^(https?|wss?):/.test(url))
    .map(({ url, method, at }) => ({ url, method, at, from: chain(initiators.get(url) ?? [], initiators) }));
}

function cookieWrites({ log, scripts, initiators }: Layers): Write[] {
  const left = [...(log?.added ?? [])];
  const take = (name: string, at: number, host: string): (typeof left)[number] | undefined => {
    const fits = left.filter(
      (one) => one.name === name && Math.abs(one.at - at) < slack && isWithin(host, one.host),
    );
    const [nearest] = fits.sort((one, other) => Math.abs(one.at - at) - Math.abs(other.at - at));
    if (nearest) left.splice(left.indexOf(nearest), 1);
    return nearest;
  };

  const responses = (log?.lines ?? []).map((line): Write | undefined => {
    const host = line.host ?? hostOf(line.url);
    const stored = line.refused ? undefined : take(line.name, line.at, hostOf(line.url));
    if (isDeletion(line.maxAge)) return undefined;
    return {
      ...wish(line, stored?.host ?? host),
      by: "response",
      from: [{ url: line.url, line: 1, column: 1 }, ...chain(initiators.get(line.url) ?? [], initiators)],
      ...(line.partition && { partition: line.partition }),
      ...(line.refused && { refused: line.refused }),
      at: line.at,
    };
  });

  const written = scripts
    .filter(({ kind }) => kind === "cookie")
    .map(({ text, origin, from, at }): Write | undefined => {
      const asked = parseSetCookie(text, at);
      const stored = take(asked.name, at, hostOf(origin));
      if (isDeletion(asked.maxAge)) return undefined;
      return {
        ...wish(asked, stored?.host ?? asked.host ?? hostOf(origin)),
        path: stored?.path ?? asked.path ?? "/",
        by: "script",
        from: chain(from, initiators),
        ...(log && !stored && { refused: "not stored" }),
        at,
      };
    });

  const unseen = left.map(
    ({ name, host, path, httpOnly, secure, sameSite, at }): Write => ({
      kind: "cookie",
      name,
      host,
      path,
      httpOnly,
      secure,
      sameSite,
      by: "unattributed",
      from: [],
      at,
    }),
  );
  return [...responses, ...written, ...unseen].filter((write) => write !== undefined);
}

function storageWrites({ scripts, storages, initiators }: Layers): Write[] {
  const written = scripts
    .filter(({ kind }) => kind !== "cookie")
    .map(
      ({ kind, text, origin, from, at }): Write => ({
        kind,
        name: text,
        host: hostOf(origin),
        by: "script",
        from: chain(from, initiators),
        at,
      }),
    );
  const key = (kind: string, name: string, host: string): string => JSON.stringify([kind, name, host]);
  const known = new Set(written.map(({ kind, name, host }) => key(kind, name, host)));
  const unseen = storages
    .filter(({ kind, name, origin }) => !known.has(key(kind, name, hostOf(origin))))
    .map(
      ({ kind, name, origin, at }): Write => ({
        kind,
        name,
        host: hostOf(origin),
        by: "unattributed",
        from: [],
        at,
      }),
    );
  return [...written, ...unseen];
}

function wish(
  asked: ReturnType<typeof parseSetCookie>,
  host: string,
): Pick<Write, "kind" | "name" | "host" | "path" | "maxAge" | "httpOnly" | "secure" | "sameSite"> {
  const { name, path = "/", maxAge, httpOnly, secure, sameSite } = asked;
  return {
    kind: "cookie",
    name,
    host,
    path,
    maxAge,
    httpOnly,
    secure,
    ...(sameSite !== undefined && { sameSite }),
  };
}

/** A script's stack, then what loaded the outermost script, and so on: tags that bring tags. */
function chain(from: readonly Place[], initiators: Layers["initiators"]): Place[] {
  const places = [...from];
  for (let steps = 0; steps < 8; steps++) {
    const outermost = places.at(-1)?.url;
    const next = outermost === undefined ? undefined : initiators.get(outermost);
    if (!next?.[0] || places.some(({ url }) => url === next[0]?.url)) break;
    places.push(...next);
  }
  return places;
}

const isDeletion = (maxAge: number | "session"): boolean => maxAge !== "session" && maxAge <= 0;

/** A host may set cookies for itself and for what it lies within. */
const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}
