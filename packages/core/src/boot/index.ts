import type { Policy } from "../policy.js";
import { page } from "./page.js";
import { type PlanOptions, planOf } from "./plan.js";

export type { PlanOptions };

/** What a page without a bundler needs besides. */
export interface BootScriptOptions extends PlanOptions {
  /**
   * The address of the page's own module, which starts the consent, mounts what it shows and opens the gates. Boot loads
   * it when there is something to ask or to change, maybe before the page is parsed: what it mounts has to wait for that.
   *
   * @default none: the page's own scripts do all that, as those of a framework that hydrates it
   */
  readonly src?: string | undefined;
  /**
   * When that module runs on a first visit: as soon as something has to be asked; or when somebody comes near the
   * banner, by pointer or keyboard, having been fetched behind the page's first frame. The latter is for pages that
   * print the banner, and whose module has nothing else to do until there is an answer. @default "asking"
   */
  readonly runs?: "asking" | "answering" | undefined;
  /**
   * Who hears of the decision: the gates alone; or the head's other scripts as well, by a function of the page,
   * `assentMay("statistics")`, for vendors that have to be told on every page. It says what boot permits as the page
   * comes, and goes on saying that. @default "gates"
   */
  readonly tells?: "gates" | "head" | undefined;
  /** The addresses of what that module imports, where it isn't one file: they are fetched with it. @default none */
  readonly imports?: readonly string[] | undefined;
}

/** What boot is told by a page that is bundled. */
export interface BootOptions extends PlanOptions {
  /** Loads what starts the consent, mounts what it shows and opens the gates: `() => import("./consent.js")`. */
  readonly load: () => Promise<unknown>;
}

/**
 * The script for a page's head that decides before the first paint. A visitor who has answered gets no other download:
 * what is granted runs as the page is parsed. Where something has to be asked, a pre-rendered banner is there at once
 * (`data-assent-boot` on the document's root shows it), and `src` is loaded; `openGates` takes over from boot.
 *
 * It is text for a `<script>` of its own, without `src`, before everything that is gated; with the page's nonce, or by
 * its {@link bootHash}. It follows from policy and region alone, so that it can be made when a site is built.
 *
 * @see consent model §2: where this script doesn't understand, it denies and loads core
 * @example
 * ```ts
 * import { bootScript } from "@assent/core/boot";
 *
 * const head = `<script nonce="…">${bootScript(policy, { region: "FR", src: "/consent.js" })}</script>`;
 * ```
 */
export function bootScript<C extends string, S extends string, K extends string>(
  policy: Policy<C, S, K>,
  { src, runs = "asking", tells = "gates", imports = [], ...where }: BootScriptOptions = {},
): string {
  const [name, regime, ttl, plan] = planOf(policy as unknown as Policy, where);
  const values: { readonly [place: string]: string } = {
    NAME: name,
    REGIME: `${regime}`,
    TTL: `${ttl / 1e6}e6`,
    PLAN: quoted(plan),
    CORE: quoted(src ?? ""),
    ALL: quoted([src ?? "", ...imports]),
  };
  const code = src
    ? __ASSENT_BOOT__[tells][runs]
    : __ASSENT_BOOT__[tells].asking.replace("import(__CORE__)", "Promise.resolve()");
  return code.replace(/__([A-Z]+)__/g, (_, place: string) => values[place] as string);
}

/**
 * The source expression by which a Content-Security-Policy allows a script: for pages that are made once and have no
 * nonce.
 *
 * @example
 * ```ts
 * import { bootHash, bootScript } from "@assent/core/boot";
 *
 * const hash = await bootHash(bootScript(policy, { src: "/consent.js" }));
 * const header = `script-src 'self' ${hash}`; // script-src 'self' 'sha256-…'
 * ```
 */
export async function bootHash(script: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script)));
  return `'sha256-${btoa(String.fromCharCode(...bytes))}'`;
}

/**
 * The same for what a bundler builds: import it first of all, and load core through it.
 *
 * @returns what says whether a category or a service may run as the page comes, for vendors that have to be told on every
 * page.
 *
 * @example
 * ```ts
 * import { boot } from "@assent/core/boot";
 *
 * boot(policy, { load: () => import("./consent.js") });
 * ```
 */
export function boot<C extends string, S extends string, K extends string>(
  policy: Policy<C, S, K>,
  { load, ...where }: BootOptions,
): (name: C | S) => boolean {
  let loaded: Promise<unknown> | undefined;
  let may: (name: string) => boolean = () => false;
  const loadOnce = (): Promise<unknown> => {
    loaded ??= load();
    return loaded;
  };
  try {
    const ask = () => true;
    page(...planOf(policy as unknown as Policy, where), loadOnce, ask, (told) => {
      may = told;
    });
  } catch {
    loadOnce(); // A document that may not have cookies.
  }
  return may;
}

/** The compiled `page`: see `build-boot.ts`. */
declare const __ASSENT_BOOT__: {
  readonly [tells in "gates" | "head"]: { readonly [runs in "asking" | "answering"]: string };
};

/** Text as a script's literal, which ends no `<script>` and begins no comment. */
function quoted(value: string | readonly string[]): string {
  return JSON.stringify(value).replaceAll("<", "\\x3c");
}
