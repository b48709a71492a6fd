import { readFile } from "node:fs/promises";
import { type CookieRequest, parseSetCookie } from "./set-cookie.js";

/**
 * What Chromium's own log has: every request that it sent and every cookie that came into its store, whoever asked,
 * pages, frames, workers and beacons alike. It names no script; that is what {@link witness} is for.
 */
export interface NetworkLog {
  readonly requests: readonly LoggedRequest[];
  readonly lines: readonly LoggedLine[];
  readonly added: readonly LoggedCookie[];
  /** The browser came to its end, and the disk had room for all of it. */
  readonly isWhole: boolean;
}

export interface LoggedRequest {
  readonly url: string;
  readonly method: string;
  readonly at: number;
}

/** A `Set-Cookie` line of a response. */
export interface LoggedLine extends CookieRequest {
  readonly url: string;
  /** Why it was not stored; nothing where it was. */
  readonly refused?: string;
  /** The site that it is confined to. */
  readonly partition?: string;
  readonly at: number;
}

/** A cookie that came into the store. */
export interface LoggedCookie {
  readonly name: string;
  readonly host: string;
  readonly path: string;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite: string;
  readonly at: number;
}

/** Nothing where the browser wrote no log. */
export async function readNetworkLog(file: string): Promise<NetworkLog | undefined> {
  const text = await readFile(file, "utf8").catch(() => "");
  const whole = parse(text);
  const written = whole ?? parse(`${text.slice(0, text.lastIndexOf("},\n") + 1)}]}`);
  return written && { ...networkLog(written), isWhole: !!whole };
}

/** Nothing where a browser that was killed left the end open: each event has a line, and the last may be half there. */
function parse(text: string): Written | undefined {
  try {
    return JSON.parse(text) as Written;
  } catch {
    return undefined;
  }
}

function networkLog({ constants, events }: Written): Omit<NetworkLog, "isWhole"> {
  const { logEventTypes: types, timeTickOffset } = constants;
  const requests: LoggedRequest[] = [];
  const added: LoggedCookie[] = [];
  const current = new Map<number, string>();
  const answers = new Map<number, Answer>();
  const finished: Answer[] = [];
  for (const { type, params, source, time } of events) {
    const at = Number(time) + Number(timeTickOffset);
    if (!params) continue;
    if (type === types.URL_REQUEST_START_JOB && params.url) {
      current.set(source.id, params.url);
      requests.push({ url: params.url, method: params.method ?? "GET", at });
    } else if (type === types.HTTP_TRANSACTION_READ_RESPONSE_HEADERS) {
      const answer = { url: current.get(source.id) ?? "", headers: params.headers ?? [], at, statuses: [] };
      answers.set(source.id, answer);
      finished.push(answer);
    } else if (type === types.COOKIE_INCLUSION_STATUS && params.operation === "store") {
      answers.get(source.id)?.statuses.push(params);
    } else if (type === types.COOKIE_STORE_COOKIE_ADDED) {
      added.push(cookieOf(params, at));
    }
  }
  return { requests, added, lines: finished.flatMap(linesOf) };
}

function cookieOf(params: Parameters, at: number): LoggedCookie {
  return {
    name: params.name ?? "",
    host: (params.domain ?? "").replace(/^\./, ""),
    path: params.path ?? "/",
    httpOnly: params.httponly ?? false,
    secure: params.secure ?? false,
    sameSite: params.same_site ?? "unspecified",
    at,
  };
}

/** Each line of a response with what the browser made of it: by its name, else in order. */
function linesOf({ url, headers, at, statuses }: Answer): LoggedLine[] {
  const left = [...statuses];
  const take = (name: string): Parameters | undefined => {
    const named = left.findIndex((status) => status.name === name);
    const index = named < 0 ? left.findIndex((status) => status.name === undefined) : named;
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  return headers.flatMap((header) => {
    const line = /^set-cookie:\s*(.*)$/i.exec(header)?.[1];
    if (!line) return [];
    const asked = parseSetCookie(line, at);
    const status = take(asked.name);
    const refused = reasonOf(status);
    return [{ ...asked, url, at, ...(refused && { refused }), ...partitionOf(status?.partition_key) }];
  });
}

/** `EXCLUDE_SAMESITE_STRICT, DO_NOT_WARN, …` → `samesite strict`. */
function reasonOf(status: Parameters | undefined): string | undefined {
  const reasons = status?.status?.split(", ").filter((word) => word.startsWith("EXCLUDE_"));
  return reasons?.map((word) => word.slice(8).toLowerCase().replaceAll("_", " ")).join(", ") || undefined;
}

function partitionOf(key: string | undefined): { partition?: string } {
  const site = /https?:\/\/[^,\s"]+/.exec(key ?? "")?.[0];
  return site ? { partition: site } : {};
}

interface Answer {
  readonly url: string;
  readonly headers: readonly string[];
  readonly at: number;
  readonly statuses: Parameters[];
}

/** The log's own format: its numbers are explained by its `constants`. */
interface Written {
  readonly constants: {
    readonly logEventTypes: { readonly [name: string]: number };
    readonly timeTickOffset: number | string;
  };
  readonly events: readonly {
    readonly type: number;
    readonly time: string;
    readonly source: { readonly id: number };
    readonly params?: Parameters;
  }[];
}

interface Parameters {
  readonly url?: string;
  readonly method?: string;
  readonly headers?: readonly string[];
  readonly operation?: string;
  readonly status?: string;
  readonly name?: string;
  readonly domain?: string;
  readonly path?: string;
  readonly partition_key?: string;
  readonly httponly?: boolean;
  readonly secure?: boolean;
  readonly same_site?: string;
}
