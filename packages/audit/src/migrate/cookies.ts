import { cookieNames } from "./cookie-names.js";
import { type Given, text } from "./given.js";
import { longest, type Notes, type PlannedCookie } from "./plan.js";

export interface Cookies {
  [name: string]: PlannedCookie;
}

/** What stands for what a configuration doesn't say. */
export const notStated = "Not stated";

/** The cookies that one entry of a configuration names, of which nothing else is known. */
export function cookiesOf(pattern: Given, domain: Given, whose: string, notes: Notes): Cookies {
  const names = cookieNames(pattern);
  if (!names)
    notes.add(
      `A cookie pattern of ${whose} can't be told in names: ${JSON.stringify(pattern)?.slice(0, 200)}. Declare what it matches.`,
    );
  const host = text(domain).replace(/^\./, "");
  const cookie = {
    purpose: notStated,
    maxAge: longest,
    ...(/^[\w-]+(\.[\w-]+)+$/.test(host) && { domain: host }),
  };
  return Object.fromEntries((names ?? []).map((name) => [name, cookie]));
}

/** Gives each service its cookies: a name that another has already stays with that, and what isn't stated is noted. */
export function createOwner(notes: Notes): (service: string, cookies: Cookies) => Cookies {
  const owners = new Map<string, string>();
  return (service, cookies) => {
    const own: Cookies = {};
    for (const [name, cookie] of Object.entries(cookies)) {
      const identity = `${name} ${cookie.domain}`;
      const other = owners.get(identity);
      if (other) {
        notes.add(`${name} belongs to ${other} and to ${service}; it stands with ${other}.`);
        continue;
      }
      owners.set(identity, service);
      own[name] = cookie;
      if (cookie.purpose === notStated || cookie.maxAge === longest)
        notes.add(
          `What ${name} is for, or how long it is kept, isn't stated: say so. 400 days stand where nothing does, the longest that browsers keep.`,
        );
    }
    return own;
  };
}
