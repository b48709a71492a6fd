import {
  type Permissions,
  type Policy,
  permission,
  readRecord,
  type Situation,
  transition,
} from "@assent/core";

/**
 * What the record in a `Cookie` header permits. Visitors who answered alike are permitted the same for as long as their
 * answers hold, whoever they are and whenever they said it: that is decided once, by `permission`, and looked up for the
 * others.
 */
export function permissionsFor<C extends string, S extends string>(
  policy: Policy<C, S>,
  cookie: string | null | undefined,
  situation: Situation,
): Permissions<C | S> {
  const answers = cookie && answersIn(policy, cookie, situation.now);
  if (!answers) return decide(policy, cookie, situation);
  let decided = known.get(policy);
  if (!decided) {
    decided = new Map();
    known.set(policy, decided);
  }
  const { regime, region = "", gpc } = situation;
  const key = `${regime}${region}${gpc ? "!" : ":"}${answers}`;
  const found = decided.get(key);
  if (found) return found as Permissions<C | S>;
  const permissions = decide(policy, cookie, situation);
  // Whoever invents records can have it forgotten, and nothing more.
  if (decided.size >= 1000) decided.clear();
  decided.set(key, permissions);
  return permissions;
}

function decide<C extends string, S extends string>(
  policy: Policy<C, S>,
  cookie: string | null | undefined,
  situation: Situation,
): Permissions<C | S> {
  return permission(policy, transition(policy, readRecord(policy, cookie), situation), situation);
}

const known = new WeakMap<Policy, Map<string, Permissions>>();

/**
 * A record's answers, without when they were given: where it is the only one, all of it was said at once, and time changes
 * nothing that it permits now, neither a moment ahead nor a grant too old.
 */
function answersIn({ recordName, ttl }: Policy, cookie: string, now: number): string | undefined {
  const name = `${recordName}=`;
  const start = cookie.indexOf(name);
  if (start < 0 || (start && cookie.slice(start - 2, start) !== "; ")) return undefined;
  if (cookie.indexOf(name, start + 1) > 0) return undefined;
  const end = cookie.indexOf(";", start);
  const text = cookie.slice(start + name.length, end < 0 ? undefined : end);
  const cut = text.indexOf("~");
  if (cut < 0 || text.length > 500 || text.includes(".", cut)) return undefined;
  if (!head.test(text.slice(0, cut))) return undefined;
  const stamp = text.lastIndexOf(".", cut) + 1;
  const at = Number.parseInt(text.slice(stamp + 3, cut), 36);
  if (at > now || now >= at + ttl * 1000) return undefined;
  return text.slice(stamp, stamp + 3) + text.slice(cut);
}

/** What comes before a record's answers, in `docs/record-format.md`: to decode it would take twice as long as all else here. */
const head = /^1\.[\da-z]{1,9}\.[\da-z]{1,9}\.[\da-z]{1,16}\.[0-3][0-8][01][\da-z]{1,9}$/;
