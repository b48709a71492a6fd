import type { CategoryOf, ConsentState, ServiceOf } from "@assent/core";
import { policy } from "./policy.ts";
import { texts } from "./texts.ts";

export type State = ConsentState<CategoryOf<typeof policy>, ServiceOf<typeof policy>>;

/** What the components are told, the same on the server and in the browser. */
export function viewOf({ region }: Pick<State, "region">, fields: { readonly [name: string]: string }) {
  const query = queryOf(region);
  return { policy, texts, policyUrl: `/cookies${query}`, action: `/choices${query}`, fields };
}

/** The demonstration's region comes from the address alone, so every link keeps it. */
export function queryOf(region: string | undefined): string {
  return region === "FR" ? "" : `?region=${region}`;
}
