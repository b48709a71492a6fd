/** What is asked of a request: a `Request`, or `{ headers }` where a framework hands out nothing but those. */
export interface Requested {
  readonly headers: { get(name: string): string | null | undefined };
  readonly url?: string;
}

/** An edge whose headers say where a visitor is. */
export type Edge = "cloudflare" | "cloudfront" | "vercel";

/** The headers of another edge, or of one's own rules at one: `{ country: "x-country", subdivision: "x-state" }`. */
export interface RegionHeaders {
  /** Holds an ISO 3166-1 code: `US`. */
  readonly country: string;
  /** Holds what follows the country in ISO 3166-2, `CA`, or all of it, `US-CA`. @default not asked for */
  readonly subdivision?: string;
}

/**
 * Where a visitor's region is read. Naming an edge says that every request comes through it: it writes over what a
 * visitor sends under the same names. Anything else is a function.
 */
export type RegionSource = Edge | RegionHeaders | ((request: Requested) => string | null | undefined);

/**
 * What the edges call it.
 *
 * @see https://developers.cloudflare.com/rules/transform/managed-transforms/reference/
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html
 * @see https://vercel.com/docs/headers/request-headers
 */
const edges: { readonly [edge in Edge]: RegionHeaders } = {
  cloudflare: { country: "cf-ipcountry", subdivision: "cf-region-code" },
  cloudfront: { country: "cloudfront-viewer-country", subdivision: "cloudfront-viewer-country-region" },
  vercel: { country: "x-vercel-ip-country", subdivision: "x-vercel-ip-country-region" },
};

/** A visitor's region as an ISO 3166 code; nothing where the source doesn't know it, or says what no code is. */
export function regionOf(request: Requested, source: RegionSource | undefined): string | undefined {
  if (!source) return undefined;
  if (typeof source === "function") return code(source(request));
  const { country, subdivision } = typeof source === "string" ? edges[source] : source;
  const read = (name: string | undefined) => (name && request.headers.get(name)?.trim()) || "";
  const nation = code(read(country));
  if (!nation) return undefined;
  const part = read(subdivision).toUpperCase().replace(`${nation}-`, "");
  return code(`${nation}-${part}`) ?? nation;
}

function code(given: string | null | undefined): string | undefined {
  return given?.toUpperCase().match(/^[A-Z]{2}(-[A-Z\d]{1,3})?$/)?.[0];
}
