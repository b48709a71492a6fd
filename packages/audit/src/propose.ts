import type { Policy, StorageKind } from "@assent/core";
import { declaredFor, isSameSite, servicesAt } from "./declared.js";
import { type Known, knownAs } from "./known.js";
import type { Observation, Write } from "./observation.js";

/** A service that the policy lacks, as far as it could be measured. */
export interface Proposal {
  /** Its name in the policy. */
  readonly name: string;
  readonly provider: string;
  readonly party: "first" | "third";
  /** One that the policy has. */
  readonly category: string;
  /** What it is publicly known for; nothing where nobody knows it. */
  readonly knownFor: Known["category"] | undefined;
  readonly origins: { readonly [directive: string]: readonly string[] };
  readonly cookies: readonly ProposedCookie[];
}

export interface ProposedCookie {
  readonly name: string;
  readonly kind: StorageKind;
  /** The longest that was asked for, in seconds, and never more than a policy may say. */
  readonly maxAge: number | "session" | "persistent";
  readonly httpOnly: boolean;
  readonly domain: string | undefined;
  /** Who was seen storing it. */
  readonly setter: string | undefined;
}

/** What was seen and no service declares, by provider. */
export function propose(
  policy: Policy | undefined,
  host: string,
  observations: readonly Observation[],
  known: readonly Known[],
): Proposal[] {
  const phases = observations.flatMap((observation) => observation.phases);
  const writes = phases
    .flatMap((phase) => phase.writes)
    .filter((write) => !policy || !declaredFor(policy, host, write)[0]);
  const services = new Map<
    string,
    { known: Known | undefined; party: "first" | "third"; writes: Write[]; hosts: Set<string> }
  >();
  const serviceOf = (provider: string, found: Known | undefined, at: string) => {
    const service = services.get(provider) ?? {
      known: found,
      party: isSameSite(at, host) ? ("first" as const) : ("third" as const),
      writes: [],
      hosts: new Set<string>(),
    };
    services.set(provider, service);
    return service;
  };
  const owners = new Map<string, string>();
  for (const write of writes) {
    const found = knownAs(known, write.name, write.host);
    const script = write.from.find(({ url }) => URL.canParse(url))?.url;
    const owner = isSameSite(write.host, host) && script ? new URL(script).hostname : write.host;
    // What two scripts store in one place is one thing: whoever came first has it.
    const identity = JSON.stringify([write.kind, write.name, isSameSite(write.host, host) || write.host]);
    const provider = owners.get(identity) ?? found?.provider ?? owner;
    owners.set(identity, provider);
    serviceOf(provider, found, found ? write.host : owner).writes.push(write);
  }
  for (const { url } of phases.flatMap((phase) => phase.sent)) {
    const { hostname, origin } = new URL(url);
    if (isSameSite(hostname, host) || (policy && servicesAt(policy, url)[0])) continue;
    const setter = [...services].find(([, { writes }]) =>
      writes.some(
        ({ host, from }) => isSameSite(host, hostname) || from.some((place) => place.url.startsWith(origin)),
      ),
    );
    (setter?.[1] ?? serviceOf(hostname, undefined, hostname)).hosts.add(origin);
  }
  const taken = new Set(Object.keys(policy ? { ...policy.services, ...policy.categories } : reserved));
  return [...services]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([provider, { known, party, writes, hosts }]) => ({
      name: free(provider, taken),
      provider,
      party,
      category: categoryIn(policy, known?.category),
      knownFor: known?.category,
      origins: hosts.size ? { "connect-src": [...hosts].sort() } : {},
      cookies: cookiesIn(writes, host),
    }));
}

/** What a first policy would have, or what the policy has instead: a name that it lacks would not compile. */
function categoryIn(policy: Policy | undefined, wanted: Known["category"] = "functional"): string {
  if (!policy || Object.hasOwn(policy.categories, wanted)) return wanted;
  const names = Object.keys(policy.categories);
  return names.find((name) => policy.categories[name]?.rule === "ask") ?? names[0] ?? wanted;
}

/** The names that a first policy has anyway. */
const reserved = { choices: 0, necessary: 0, functional: 0, statistics: 0, advertising: 0 };

function cookiesIn(writes: readonly Write[], host: string): ProposedCookie[] {
  const byName = new Map<string, ProposedCookie>();
  for (const write of writes) {
    const domain = isSameSite(write.host, host) ? undefined : write.host;
    const key = JSON.stringify([write.kind, write.name, domain]);
    const cookie = {
      name: write.name,
      kind: write.kind,
      maxAge: longer(byName.get(key)?.maxAge, lifetimeOf(write)),
      httpOnly: write.httpOnly ?? false,
      domain,
      setter: write.from[0] && `${write.from[0].url}:${write.from[0].line}`,
    };
    byName.set(key, cookie);
  }
  return [...byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Browsers keep no cookie for more than 400 days, and no policy may say so. */
function lifetimeOf({ kind, maxAge = "session" }: Write): ProposedCookie["maxAge"] {
  if (kind === "session") return "session";
  if (kind !== "cookie") return "persistent";
  return maxAge === "session" ? "session" : Math.min(maxAge, 400 * 86_400);
}

function longer(
  one: ProposedCookie["maxAge"] | undefined,
  other: ProposedCookie["maxAge"],
): ProposedCookie["maxAge"] {
  return typeof one === "number" && typeof other === "number"
    ? Math.max(one, other)
    : other === "session" && one
      ? one
      : other;
}

/** `www.google-analytics.com` → `googleAnalytics`; with a number where the name is taken. */
function free(provider: string, taken: Set<string>): string {
  const label = provider.includes(".") ? (provider.split(".").at(-2) ?? provider) : provider;
  const words = label.match(/[A-Za-z0-9]+/g) ?? ["service"];
  const [first = "service", ...rest] = words.map((word) => word.toLowerCase());
  const camel = [first, ...rest.map((word) => word[0]?.toUpperCase() + word.slice(1))].join("");
  const base = /^[a-z]/.test(camel) && !(camel in {}) ? camel : `service${camel}`;
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base}${number}`;
  taken.add(name);
  return name;
}
