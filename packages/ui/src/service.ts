import type { Service } from "@assent/core";
import type { View } from "./view.js";

/** What a service is called, its function as in the cookie policy, and whose it is. */
export function serviceTexts(
  { policy, texts }: View,
  name: string,
): { readonly title: string; readonly provider: string } {
  const service = policy.services[name] as Service;
  const own = texts?.services?.[name];
  return {
    title: own?.function ?? (service.function || name),
    provider: own?.provider ?? service.provider,
  };
}
