import { categoryRev, serviceRev } from "./fingerprint.js";
import type { Entry, Policy } from "./policy.js";

/** What permissions and look-ups need of a policy, worked out once. */
export function compile({
  categories,
  services,
}: Omit<Policy, "entries" | "names">): Pick<Policy, "entries" | "names"> {
  const entries: Entry[] = [];
  const own: { [category: string]: Entry[] } = {};
  const names: { [head: string]: { [tail: string]: string[] } } = Object.create(null);
  for (const name in categories) own[name] = [];
  for (const name in services) {
    const service = services[name] as Policy["services"][string];
    const { category, cookies, exempt } = service;
    const { sale, modes } = categories[category] as Policy["categories"][string];
    const entry = revised(() => serviceRev(service), {
      name,
      category,
      exempt: !!exempt,
      sale,
      modes: exempt ? always : { ...defaults, ...modes },
      isAsked: false,
    });
    own[category]?.push(entry);
    entries.push(entry);
    for (const cookie of cookies) {
      const [head, tail] = cookie.name.split("*") as [string, string?];
      const key = tail === undefined ? "" : head;
      names[key] ??= Object.create(null) as { [tail: string]: string[] };
      names[key][tail ?? head] ??= [];
      names[key][tail ?? head]?.push(name);
    }
  }
  const asked = Object.entries(categories).map(([name, category]) => {
    const members = own[name] as Entry[];
    const exempt = category.rule === "exempt";
    const rev = () =>
      categoryRev(
        category,
        members.map((member) => `${member.name} ${member.rev}`),
      );
    return revised(rev, {
      name,
      category: undefined,
      exempt,
      sale: category.sale,
      modes: exempt ? always : { ...defaults, ...category.modes },
      isAsked: !exempt && (!members[0] || members.some((member) => !member.exempt)),
    });
  });
  return { entries: [...asked, ...entries], names };
}

/** Nothing is hashed before an answer has to be compared or written: a page starts without. */
function revised(rev: () => string, entry: Omit<Entry, "rev">): Entry {
  let known: string | undefined;
  return {
    ...entry,
    get rev() {
      known ??= rev();
      return known;
    },
  };
}

const always: Entry["modes"] = { "opt-in": "always", "opt-out": "always", notice: "always", none: "always" };
const defaults: Entry["modes"] = { ...always, "opt-in": "optIn", "opt-out": "optOut" };
