/** What a cookie asks for: a `Set-Cookie` line, or what a script gives to `document.cookie`, without its value. */
export interface CookieRequest {
  readonly name: string;
  readonly host: string | undefined;
  readonly path: string | undefined;
  /** In seconds; not above zero where it deletes. */
  readonly maxAge: number | "session";
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite: string | undefined;
  readonly isPartitioned: boolean;
}

/** As RFC 6265 §5.2 reads it; `now` is when it was asked for, in milliseconds since 1970. */
export function parseSetCookie(line: string, now: number): CookieRequest {
  const [pair = "", ...rest] = line.split(";");
  const attributes: { [name: string]: string } = {};
  for (const part of rest) {
    const [name = "", ...value] = part.split("=");
    attributes[name.trim().toLowerCase()] = value.join("=").trim();
  }
  const equals = pair.indexOf("=");
  return {
    name: equals < 0 ? "" : pair.slice(0, equals).trim(),
    host: attributes.domain?.replace(/^\./, "").toLowerCase() || undefined,
    path: attributes.path?.startsWith("/") ? attributes.path : undefined,
    maxAge: lifetime(attributes, now),
    httpOnly: "httponly" in attributes,
    secure: "secure" in attributes,
    sameSite: attributes.samesite?.toLowerCase(),
    isPartitioned: "partitioned" in attributes,
  };
}

function lifetime(
  { "max-age": maxAge = "", expires }: { [name: string]: string },
  now: number,
): number | "session" {
  if (/^-?\d+$/.test(maxAge)) return Number(maxAge);
  const end = Date.parse(expires ?? "");
  return Number.isNaN(end) ? "session" : Math.round((end - now) / 1000);
}
