import type { Policy } from "@assent/core";
import type { Cloaked } from "./cloaked.js";
import { type Declared, declaredFor, isSameSite, servicesAt } from "./declared.js";
import { type Finding, type Rule, severities } from "./finding.js";
import { type Known, knownAs, purposes } from "./known.js";
import { legible } from "./legible.js";
import {
  kindWords,
  type Observation,
  type Phase,
  type PhaseName,
  type Place,
  type Sent,
  type Stored,
  type Write,
} from "./observation.js";

/** What is judged: a site's policy, where the site is, and what was seen there. */
export interface Case {
  readonly policy: Policy;
  readonly host: string;
  readonly observations: readonly Observation[];
  /** What is publicly known of stored names. */
  readonly known: readonly Known[];
  /** Hosts of the site's own that lead to trackers. */
  readonly cloaked: readonly Cloaked[];
}

/** Every difference between what was seen and what the policy says, once each, in a fixed order. */
export function judge(given: Case): Finding[] {
  const seen = given.observations.flatMap((observation) => [
    ...observation.troubles.map((trouble) => ({
      ...told("audit-inconclusive", given.host, given.host, trouble),
      scenarios: [observation.scenario],
    })),
    ...observation.phases
      .flatMap((phase) => [
        ...phase.writes.flatMap((write) => judgeWrite(given, phase, write)),
        ...phase.sent.flatMap((sent) => judgeSent(given, phase, sent)),
        ...(phase.name === "withdrawn"
          ? phase.stored.flatMap((stored) => judgeStored(given, phase, stored))
          : []),
      ])
      .map((finding) => ({ ...finding, scenarios: [observation.scenario] })),
  ]);
  const hidden = given.cloaked.map(({ host, tracker }) =>
    told("cname-cloaked", host, host, `In the name system it leads to ${tracker}, a tracker`),
  );
  // Where a page could not be seen, what would be stored there couldn't either.
  const isWhole = given.observations.every(({ troubles }) => !troubles[0]);
  return together([...seen, ...hidden, ...(isWhole ? unseen(given) : []), ...disagreements(given)]);
}

function judgeWrite({ policy, host: siteHost, known }: Case, phase: Phase, write: Write): Finding[] {
  const { kind, name, host, maxAge, httpOnly, refused, from } = write;
  const declared = declaredFor(policy, siteHost, write);
  const found = (rule: Rule, message: string): Finding => told(rule, name, host, message, from);
  const isForeign = !isSameSite(host, siteHost);
  const who = declared.map(({ service }) => service).join(", ");

  if (!declared[0]) {
    if (refused && isForeign)
      return [
        found(
          "third-party-attempt",
          `No service declares it. This browser refused it (${refused}); others store it`,
        ),
      ];
    const rule = kind === "cookie" ? "undeclared-cookie" : "undeclared-storage";
    const guess = knownAs(known, name, host);
    const hint = guess ? `; it is known from ${guess.provider}, for ${purposes[guess.category]}` : "";
    return [found(rule, `No service declares this ${kindWords[kind]} on ${host}${hint}`)];
  }
  if (!declared.every(({ service }) => phase.permissions[service])) {
    const rule = refused && isForeign ? "third-party-attempt" : writing[phase.name];
    return [found(rule, `${who} stored it ${when[phase.name]}`)];
  }
  return [
    ...lifetimes(declared, maxAge).map((message) => found("lifetime-exceeds-declared", message)),
    ...declared
      .filter(({ cookie }) => kind === "cookie" && httpOnly !== undefined && cookie.httpOnly !== httpOnly)
      .slice(0, 1)
      .map(({ cookie }) =>
        found(
          "attribute-mismatch",
          `Declared ${cookie.httpOnly ? "" : "not "}HttpOnly, and stored ${httpOnly ? "" : "not "}so`,
        ),
      ),
  ];
}

/** A minute more is a clock's difference, not a longer life. */
function lifetimes(declared: readonly Declared[], maxAge: Write["maxAge"]): string[] {
  if (typeof maxAge !== "number") return [];
  const longest = Math.max(
    ...declared.map(({ cookie }) => (cookie.maxAge === "session" ? 0 : Number(cookie.maxAge))),
  );
  if (maxAge <= longest + 60) return [];
  return [
    `Asked to live ${inDays(maxAge)}, declared ${longest ? inDays(longest) : "to end with the browser"}`,
  ];
}

function judgeSent({ policy, host: siteHost }: Case, phase: Phase, { url, from }: Sent): Finding[] {
  const { hostname } = new URL(url);
  if (isSameSite(hostname, siteHost)) return [];
  const services = servicesAt(policy, url);
  if (!services[0])
    return [
      told(
        "undeclared-host",
        hostname,
        hostname,
        "No service says that it loads from here or sends here",
        from,
      ),
    ];
  if (services.some((service) => phase.permissions[service])) return [];
  return [
    told(asking[phase.name], hostname, hostname, `${services.join(", ")} asked it ${when[phase.name]}`, from),
  ];
}

function judgeStored({ policy, host: siteHost }: Case, { permissions }: Phase, stored: Stored): Finding[] {
  const declared = declaredFor(policy, siteHost, stored);
  if (!declared[0] || declared.some(({ service }) => permissions[service])) return [];
  const who = declared.map(({ service }) => service).join(", ");
  const left = told(
    "survives-withdrawal",
    stored.name,
    stored.host,
    `${who} left it behind after the withdrawal`,
  );
  if (isSameSite(stored.host, siteHost)) return [left];
  return [
    { ...left, severity: "warning", message: `${left.message}; only ${stored.host} itself can delete it` },
  ];
}

/** What the policy declares and no visitor met: maybe a page was left out, maybe it is history. */
function unseen({ policy, host, observations }: Case): Finding[] {
  const writes = observations.flatMap(({ phases }) =>
    phases.flatMap(({ writes, stored }) => [...writes, ...stored]),
  );
  const met = new Set(
    writes.flatMap((write) =>
      declaredFor(policy, host, write).map(({ service, cookie }) => `${service} ${cookie.name}`),
    ),
  );
  return Object.entries(policy.services).flatMap(([service, { cookies }]) =>
    cookies
      .filter(({ name }) => !met.has(`${service} ${name}`))
      .map(({ name, domain }) =>
        told(
          "declared-unseen",
          name,
          domain ?? host,
          `${service} declares it, and no visited page stored it`,
        ),
      ),
  );
}

/** What the policy runs unasked as necessary, and is publicly known to measure or to advertise. */
function disagreements({ policy, host, known }: Case): Finding[] {
  return Object.entries(policy.services)
    .filter(([, { exempt }]) => exempt && exempt !== "anonymous-statistics")
    .flatMap(([service, { cookies }]) =>
      cookies.flatMap(({ name, domain }) => {
        const found = knownAs(known, name.replace("*", "x"), domain ?? host);
        if (!found || found.category === "functional") return [];
        const message = `${service} says it is necessary; it is known from ${found.provider}, for ${purposes[found.category]}`;
        return [told("database-disagrees", name, domain ?? host, message)];
      }),
    );
}

/** The same difference in several scenarios, or by several scripts, is one finding; so is the same trouble. */
function together(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const trouble = finding.rule === "audit-inconclusive" ? finding.message : "";
    const key = JSON.stringify([finding.rule, finding.subject, finding.host, trouble]);
    const known = merged.get(key);
    const scenarios = [...new Set([...(known?.scenarios ?? []), ...finding.scenarios])];
    const from = known?.from[0] ? known.from : finding.from;
    merged.set(key, { ...(known ?? finding), scenarios, from });
  }
  return [...merged.keys()].sort().map((key) => merged.get(key) as Finding);
}

function told(
  rule: Rule,
  subject: string,
  host: string,
  message: string,
  from: readonly Place[] = [],
): Finding {
  return {
    rule,
    severity: severities[rule],
    subject: legible(subject),
    host,
    message: legible(message),
    scenarios: [],
    from,
  };
}

function inDays(seconds: number): string {
  if (seconds < 2 * 86_400) return `${seconds} seconds`;
  return `${Math.round(seconds / 86_400)} days`;
}

const writing: { readonly [phase in PhaseName]: Rule } = {
  unanswered: "pre-consent-write",
  rejected: "write-after-reject",
  accepted: "wrong-category",
  chosen: "wrong-category",
  withdrawn: "write-after-reject",
  signalled: "gpc-ignored",
  returning: "pre-consent-write",
};

const asking: { readonly [phase in PhaseName]: Rule } = {
  ...writing,
  unanswered: "pre-consent-request",
  rejected: "pre-consent-request",
  withdrawn: "pre-consent-request",
  returning: "pre-consent-request",
};

const when: { readonly [phase in PhaseName]: string } = {
  unanswered: "before any answer",
  rejected: "after the visitor had rejected everything",
  accepted: "though nothing that was accepted allows it",
  chosen: "though only another category was accepted",
  withdrawn: "after the visitor had withdrawn",
  signalled: "though Global Privacy Control was on",
  returning: "though the visitor's answer no longer covers it",
};
