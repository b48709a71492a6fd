import { AssentError, type Consent, type ConsentState } from "@assent/core";
import type { CmpApi } from "@iabgpp/cmpapi";
import { type UsOptions, usFields, usSectionOf, usSections } from "./gpp/sections.js";
import { segmentsOf, withSegments } from "./gpp/segments.js";

export type { UsOptions } from "./gpp/sections.js";

/** What the Global Privacy Platform tells vendors besides the visitor's choices. */
export interface GppOptions<Name extends string = string> {
  /** The operator's own, where IAB Europe registered one; the United States' sections need none. @default 1 */
  readonly cmpId?: number;
  /** Of the operator's CMP. @default 1 */
  readonly cmpVersion?: number;
  /** Obligations in the United States. @default what the policy marks `sale`, under the national approach */
  readonly us?: UsOptions<Name>;
  /** The TC string of a state, where the site has vendors of that framework: see `tcString`. @default none */
  readonly tcString?: ((state: ConsentState) => string) | undefined;
  /** GDPR applies to this visitor. @default where the regime is `opt-in` */
  readonly applies?: boolean | undefined;
  /** The codec: a module of 18 kB that is loaded when it is first needed. @default import("@iabgpp/cmpapi") */
  readonly load?: () => Promise<{ readonly CmpApi: typeof CmpApi }>;
}

/**
 * Tells vendors what the visitor allowed, by IAB Tech Lab's Global Privacy Platform 1.1: `__gpp` takes over from the
 * stub when the codec has come. While something has to be asked, or the preferences are open, the signal is not ready.
 *
 * @returns what ends it.
 * @throws {@link AssentError} `tcf-cmp-id` where there is a `tcString`, and no id of a registered CMP.
 * @see IAB Tech Lab, Global Privacy Platform, CMP API specification 1.1
 * @example
 * ```ts
 * import { gpp } from "@assent/signals/gpp";
 *
 * const stop = gpp(consent, { us: { approach: "state" } });
 * ```
 */
export function gpp<C extends string, S extends string, K extends string>(
  typed: Consent<C, S, K>,
  options: GppOptions<C> = {},
): () => void {
  const { cmpId = 1, cmpVersion = 1, us = {}, tcString, load = () => import("@iabgpp/cmpapi") } = options;
  if (tcString && !(Number.isInteger(cmpId) && cmpId > 1 && cmpId < 4096))
    throw new AssentError(
      "tcf-cmp-id",
      `gpp({ cmpId: ${cmpId}, tcString }): only a CMP that IAB Europe has registered may write TC strings: give its id`,
    );
  const consent = typed as unknown as Consent;
  let api: CmpApi | undefined;
  let told = "";
  let isReady = false;
  let isEnded = false;

  /** The sections that tell of this state, by name, and those that are in force. */
  function sectionsOf(state: ConsentState): {
    readonly applicable: readonly number[];
    readonly names: readonly string[];
  } {
    const isEurope = tcString && (options.applies ?? state.regime === "opt-in");
    const section = usSectionOf(state, us.approach);
    if (isEurope) return { applicable: [2], names: ["tcfeuv2"] };
    return section ? { applicable: [section.id], names: [section.name] } : { applicable: [-1], names: [] };
  }

  function write(cmp: CmpApi, state: ConsentState): readonly string[] {
    const { applicable, names } = sectionsOf(state);
    const before = new Map(
      names.map((name) => [name, cmp.hasSection(name) ? cmp.getSectionString(name) : ""]),
    );
    cmp.clear();
    cmp.setApplicableSections([...applicable]);
    for (const name of names) {
      if (name === "tcfeuv2") cmp.setSectionString(name, tcString?.(state) ?? "");
      else setFields(cmp, name, usFields(consent.policy, state, us as UsOptions));
    }
    return names.filter((name) => cmp.getSectionString(name) !== before.get(name));
  }

  /** Whoever listens may read from the first of the events on, so all is set before it. */
  function follow(state: ConsentState): void {
    if (!api || state.status === "pending") return;
    const isShown = state.status !== "closed";
    const display = isShown ? "visible" : "hidden";
    const isAsking = isShown || !!state.asks[0];
    const text = told;
    const isFirst = !text;
    told = JSON.stringify([state.permissions, state.gpc, state.record]);
    if (isReady && (isAsking || told !== text)) {
      isReady = false;
      api.setSignalStatus(status("not ready"));
    }
    if (api.getCmpDisplayStatus() !== display) api.setCmpDisplayStatus(display as Display);
    const changed = write(api, state);
    if (!isFirst) for (const name of changed) api.fireSectionChange(name);
    if (isReady || isAsking) return;
    isReady = true;
    api.setSignalStatus(status("ready"));
  }

  load().then(
    ({ CmpApi }) => {
      if (isEnded) return;
      guard();
      api = new CmpApi(cmpId, cmpVersion);
      guard();
      api.setSupportedAPIs([
        ...(tcString ? ["2:tcfeuv2"] : []),
        ...Object.values(usSections).map(({ id, name }) => `${id}:${name}`),
      ]);
      api.setCmpStatus("loaded" as Parameters<CmpApi["setCmpStatus"]>[0]);
      follow(consent.getState());
    },
    // Without its codec nothing is told: the stub goes on saying that it isn't ready.
    () => undefined,
  );
  // Others that heard may have decided anew: what holds by now is told.
  const stop = consent.subscribe(() => follow(consent.getState()));
  return () => {
    isEnded = true;
    api = undefined;
    stop();
  };
}

/**
 * The codec calls listeners one after the other: one that throws must keep neither the others nor us from going on. What they
 * hear has the specification's form.
 */
function guard(): void {
  const page = window as unknown as { __gpp?: (...call: unknown[]) => unknown };
  const own = page.__gpp;
  const guarded = (given: unknown): unknown => {
    if (Array.isArray(given)) return given.map(guarded);
    if (typeof given === "object" && given && "callback" in given)
      return { ...given, callback: guarded(given.callback) };
    if (typeof given !== "function") return given;
    return (answer: unknown, ...more: unknown[]) => {
      withSegments(answer);
      try {
        given(answer, ...more);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    };
  };
  page.__gpp = (...call) => {
    const [command, callback] = call;
    if (command === "getSection" && typeof callback === "function")
      call[1] = (section: object | null, success: unknown) =>
        callback(section && (Array.isArray(section) ? section : segmentsOf(section)), success);
    // The codec looks commands up in an object, which has more than its own.
    if ((command as string) in {}) call[0] = "";
    return guarded(own?.(...call.map(guarded)));
  };
}

type Display = Parameters<CmpApi["setCmpDisplayStatus"]>[0];

/** The codec's enumerations are the texts of the specification. */
function status(text: "ready" | "not ready"): Parameters<CmpApi["setSignalStatus"]>[0] {
  return text as Parameters<CmpApi["setSignalStatus"]>[0];
}

/** States' sections have some of the national one's fields, and few of their own. */
function setFields(cmp: CmpApi, section: string, fields: ReturnType<typeof usFields>): void {
  // A section is there once one of its fields was set, and each has this one.
  cmp.setFieldValue(section, "SaleOptOut", fields.SaleOptOut);
  for (const [field, value] of Object.entries(fields)) {
    try {
      cmp.setFieldValue(section, field, value);
    } catch {
      // Not a field of this state's.
    }
  }
}
