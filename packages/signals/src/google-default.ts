import { type Policy, permission, readConsent } from "@assent/core";
import type { GoogleOptions } from "./google.js";
import { mappingIn, valuesOf } from "./google-words.js";

/** Where a page is shown, and how its tags are used. */
export interface GoogleDefaultOptions<Name extends string = string>
  extends Pick<GoogleOptions<Name>, "mapping" | "redaction" | "passthrough" | "dataLayer"> {
  /** ISO 3166 code of where the visitor is. A page made for all visitors leaves it out: unknown counts as the strictest. */
  readonly region?: string | undefined;
  /** For a page made for all visitors: where it may be shown, so that Google applies what each of these requires. */
  readonly regions?: readonly string[];
  /**
   * What the default follows: the region alone; or the visitor's answers as well, on a page whose
   * `bootScript(policy, { tells: "head" })` stands before. Boot decides for one region, so `regions` is left out then.
   * @default "region"
   */
  readonly follows?: "region" | "boot";
}

/**
 * The script for a page's head that sends Consent Mode's default before any tag: text for a `<script>` of its own, with
 * the page's nonce. It follows from policy and region alone, so that it can be made when a site is built; by
 * `follows: "boot"` it says in the page what boot permits. Whoever puts another queue in the place of the page's gets the
 * default into that as well.
 *
 * @example
 * ```ts
 * import { googleDefault } from "@assent/signals/google-default";
 *
 * const head = `<script nonce="…">${googleDefault(policy, { regions: ["FR", "US-CA", "JP"] })}</script>`;
 * ```
 */
export function googleDefault<C extends string, S extends string, K extends string>(
  policy: Policy<C, S, K>,
  {
    mapping,
    region,
    regions = [],
    redaction = true,
    passthrough = false,
    dataLayer = "dataLayer",
    follows = "region",
  }: GoogleDefaultOptions<C | S> = {},
): string {
  const names: { [word: string]: string } = { ...mappingIn(policy.services), ...mapping };

  // What an unreadable record permits is permitted whatever the visitor says.
  function mayIn(place: string | undefined): { [name: string]: boolean } {
    const { regime } = readConsent(policy, { cookie: "", region: place });
    return permission(policy, "corrupt", { regime, region: place, gpc: false, now: 0 });
  }

  /** A country's default holds in all of it, so that it is no laxer than its subdivisions without a row of their own. */
  function valuesIn(place: string | undefined): string {
    const all = [mayIn(place), mayIn(place && !place.includes("-") ? `${place}-0` : place)];
    const granted = Object.entries(names).map(([word, name]) => [word, all.every((may) => may[name])]);
    return JSON.stringify(valuesOf(Object.fromEntries(granted)));
  }

  const settings = [
    ["set", "ads_data_redaction", redaction],
    ["set", "url_passthrough", passthrough],
  ];
  if (follows === "boot") {
    const always = mayIn(region);
    const asked = Object.entries(names).map(([word, name]) => [word, always[name] ? "" : name]);
    const values = `${resolved}(window,${quoted(Object.fromEntries(asked))})`;
    return scriptOf(dataLayer, `[["consent","default",${values}],...${quoted(settings)}]`);
  }
  const everywhere = valuesIn(region);
  const special = new Map<string, string[]>();
  // Google lets the most specific default win: a stricter subdivision needs its own.
  const rows = Object.keys(policy.regimes).filter(
    (row) => /^..-[^*]/.test(row) && regions.includes(row.slice(0, 2)),
  );
  for (const place of new Set([...regions, ...rows])) {
    const country = place.slice(0, 2);
    const values = valuesIn(place);
    const around = place !== country && regions.includes(country) ? valuesIn(country) : everywhere;
    if (values !== around) special.set(values, [...(special.get(values) ?? []), place]);
  }
  const commands = [
    ["consent", "default", JSON.parse(everywhere)],
    ...[...special].map(([values, places]) => [
      "consent",
      "default",
      { ...JSON.parse(values), region: places },
    ]),
    ...settings,
  ];
  return scriptOf(dataLayer, quoted(commands));
}

function scriptOf(dataLayer: string, commands: string): string {
  return script.replace("__NAME__", () => quoted(dataLayer)).replace("__COMMANDS__", () => commands);
}

/** The names that the types follow, each replaced by what boot permits; an empty one is always permitted. */
const resolved: string = `((w,v)=>{for(let k in v)v[k]=!v[k]||w.assentMay?.(v[k])?"granted":"denied";return v})`;

/** In a page's head every byte counts. A queue that `var` declared can't be watched, but already has the default. */
const script: string = `((w,n,c)=>{let q=w[n]||[],f=a=>a.unshift(...c);f(q);Reflect.defineProperty(w,n,{configurable:true,enumerable:true,get:()=>q,set(a){a!==q&&Array.isArray(a)&&f(a);q=a}})||(w[n]=q)})(window,__NAME__,__COMMANDS__.map(c=>(function(){return arguments})(...c)))`;

/** A value as a script's literal, which ends no \`<script>\` and begins no comment. */
function quoted(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
