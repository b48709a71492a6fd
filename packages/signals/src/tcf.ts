import { AssentError, type Consent, type ConsentState } from "@assent/core";
import { attempt, createApi, type EventStatus, type TcfApi } from "./tcf/api.js";
import { dataOf } from "./tcf/data.js";
import { type TcStringOptions, tcString } from "./tcf/string.js";
import type { VendorList } from "./tcf/vendor-list.js";

export {
  policyFromVendorList,
  type VendorPolicy,
  type VendorPolicyOptions,
  type VendorWords,
} from "./tcf/policy.js";
export type { Restriction } from "./tcf/restriction.js";
export { sparing } from "./tcf/sparing.js";
export { type TcStringOptions, tcString } from "./tcf/string.js";
export {
  type ById,
  loadVendorList,
  type Purpose,
  type Vendor,
  type VendorList,
  vendorList,
} from "./tcf/vendor-list.js";

/** What the CMP API tells vendors besides the visitor's choices. */
export interface TcfOptions extends Omit<TcStringOptions, "vendorList"> {
  /** What the policy was made from. Without one, vendors are told of an error, and nothing else. */
  readonly vendorList: VendorList | undefined;
  /** GDPR applies to this visitor. @default where the regime is `opt-in` */
  readonly applies?: boolean | undefined;
}

/**
 * Tells vendors what the visitor allowed, by IAB Europe's Transparency & Consent Framework 2.3: `__tcfapi` takes over
 * from the stub as soon as the consent has started, and answers what that had to leave. Only a CMP that IAB Europe
 * registered may do so, hence the operator's own `cmpId`.
 *
 * @returns what ends it: vendors are then told of an error.
 * @throws {@link AssentError} `tcf-cmp-id` without the id of a registered CMP.
 * @see IAB Tech Lab, Consent Management Platform API v2
 * @example
 * ```ts
 * import { createConsent, definePolicy } from "@assent/core";
 * import { loadVendorList, policyFromVendorList, tcf } from "@assent/signals/tcf";
 *
 * const vendorList = await loadVendorList("/iab/vendor-list.json");
 * // Where the list doesn't come, a policy has the site's own categories alone.
 * const { categories, services } = policyFromVendorList(vendorList).policy;
 * const policy = definePolicy({ categories: { necessary: "exempt", ...categories }, services });
 * const consent = createConsent(policy, { region: "FR" });
 * tcf(consent, { cmpId: 1234, vendorList });
 * consent.start();
 * ```
 */
export function tcf<C extends string, S extends string, K extends string>(
  typed: Consent<C, S, K>,
  options: TcfOptions,
): () => void {
  const { cmpId, cmpVersion = 1, vendorList } = options;
  if (!(Number.isInteger(cmpId) && cmpId > 1 && cmpId < 4096))
    throw new AssentError(
      "tcf-cmp-id",
      `tcf({ cmpId: ${cmpId} }): only a CMP that IAB Europe has registered may write TC strings: give its id`,
    );
  const consent = typed as unknown as Consent;
  const page = globalThis as unknown as { __tcfapi?: TcfApi };
  let state = consent.getState();
  let text = "";
  let event: EventStatus = "tcloaded";
  let record: unknown;
  let isShown = false;
  let wasShown = false;
  let hasTakenOver = false;
  let isBroken = !vendorList;

  const about = () => ({
    cmpId,
    cmpVersion,
    gdprApplies: options.applies ?? state.regime === "opt-in",
    tcfPolicyVersion: vendorList?.tcfPolicyVersion ?? 5,
    cmpStatus: isBroken ? "error" : "loaded",
  });

  const { api, tell } = createApi({
    get isBroken() {
      return isBroken;
    },
    ping: () => ({
      ...about(),
      cmpLoaded: true,
      displayStatus: isShown ? "visible" : wasShown ? "hidden" : "disabled",
      apiVersion: "2.2",
      ...(vendorList && { gvlVersion: vendorList.vendorListVersion }),
    }),
    read(named, listenerId) {
      const base = { ...about(), eventStatus: event, ...(listenerId && { listenerId }) };
      return base.gdprApplies && vendorList
        ? { ...base, tcString: text, ...dataOf(state, { ...options, vendorList }, named) }
        : base;
    },
    list: (version) => (vendorList && isOf(vendorList, version) ? vendorList : undefined),
  });

  /** What a new state is to vendors. */
  function follow(next: ConsentState): void {
    if (next.status === "pending") return;
    const before = { text, event, record, isShown };
    state = next;
    record = next.record;
    isShown = next.status !== "closed";
    wasShown ||= isShown;
    text = vendorList ? tcString(next, { ...options, vendorList }) : "";
    const isAsking = isShown || !!next.asks[0];
    const isChosen = record !== before.record && !isAsking;
    if (isAsking) event = "cmpuishown";
    else if (!hasTakenOver) event = "tcloaded";
    else if (isChosen) event = "useractioncomplete";
    // Closed as it was opened: what was known counts again.
    else if (before.isShown) event = "tcloaded";
    if (!hasTakenOver) takeOver();
    else if (isChosen || text !== before.text || event !== before.event || (isShown && !before.isShown))
      tell();
  }

  /** Answers what the stub kept, in its order. */
  function takeOver(): void {
    hasTakenOver = true;
    const before = page.__tcfapi;
    page.__tcfapi = api;
    // What stands there may be anybody's.
    attempt(() => {
      const queue = typeof before === "function" ? before() : undefined;
      for (const call of Array.isArray(queue) ? queue : []) attempt(() => api(...(call as [])));
    });
  }

  // Others that heard may have decided anew: what holds by now is told.
  const stop = consent.subscribe(() => follow(consent.getState()));
  follow(consent.getState());
  return () => {
    stop();
    isBroken = true;
  };
}

/** A caller that names no version means that of the string, which is the latest that there is here. */
function isOf({ vendorListVersion }: VendorList, version: unknown): boolean {
  return (
    version === undefined ||
    version === null ||
    version === "LATEST" ||
    `${version}` === `${vendorListVersion}`
  );
}
