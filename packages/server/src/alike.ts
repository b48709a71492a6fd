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
  let own = known.get(policy);
  if (!own) {
    own = { start: `${policy.recordName}=`, decided: new Map() };
    known.set(policy, own);
  }
  const answers = cookie && answersIn(cookie, own.start, situation.now - policy.ttl * 1000, situation.now);
  if (!answers) return decide(policy, cookie, situation);
  const { decided } = own;
  const { regime, region = "", gpc } = situation;
  const key = `${regime}${region}${gpc ? "!" : ":"}${answers}`;
  const found = decided.get(key);
  if (found) return found as Permissions<C | S>;
  const permissions = Object.freeze(decide(policy, cookie, situation));
  // Whoever invents records can have it forgotten, and nothing more: a copy of the key holds nobody's cookies.
  if (decided.size >= 1000) decided.clear();
  decided.set(JSON.parse(JSON.stringify(key)) as string, permissions);
  return permissions;
}

function decide<C extends string, S extends string>(
  policy: Policy<C, S>,
  cookie: string | null | undefined,
  situation: Situation,
): Permissions<C | S> {
  return permission(policy, transition(policy, readRecord(policy, cookie), situation), situation);
}

/** What a policy's record begins with in a header, and what was decided under it. */
const known = new WeakMap<Policy, { readonly start: string; readonly decided: Map<string, Permissions> }>();

/**
 * A record's answers, without when they were given: where it is the only one, all of it was said at once, and time changes
 * nothing that it permits now, neither a moment ahead nor a grant too old.
 */
function answersIn(cookie: string, start: string, after: number, until: number): string | undefined {
  const at = cookie.indexOf(start);
  if (at < 0 || (at && cookie.slice(at - 2, at) !== "; ")) return undefined;
  if (cookie.indexOf(start, at + 1) > 0) return undefined;
  const end = cookie.indexOf(";", at);
  const text = cookie.slice(at + start.length, end < 0 ? undefined : end);
  const cut = text.indexOf("~");
  if (text.length > 500 || text.includes(".", cut) || !head.test(text)) return undefined;
  const stamp = text.lastIndexOf(".", cut) + 1;
  const said = Number.parseInt(text.slice(stamp + 3, cut), 36);
  return said > after && said <= until ? text.slice(stamp, stamp + 3) + text.slice(cut) : undefined;
}

/** What comes before a record's answers, in `docs/record-format.md`: to decode it would take as long as all else here. */
const head = /^1\.[\da-z]{1,9}\.[\da-z]{1,9}\.[\da-z]{1,16}\.[0-3][0-8][01][\da-z]{1,9}~/;
