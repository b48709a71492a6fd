import { type Cookies, cookiesOf, createOwner } from "./cookies.js";
import { fields, type Given, isFunction, list, text } from "./given.js";
import { createNames } from "./names.js";
import { createNotes, day, type Notes, type Plan, type PlannedService } from "./plan.js";
import { ttlOf } from "./vanilla-cookieconsent.js";

/** A configuration of klaro 0.7, or of its earlier versions, which called services apps. */
export function planKlaro(config: Given): Plan {
  const given = fields(config);
  const notes = createNotes();
  const nameOf = createNames();
  const ownedBy = createOwner(notes);
  const words = wordsIn(given, notes);
  const services: { [name: string]: PlannedService } = {};
  const names: { [name: string]: string | readonly string[] } = {};
  const purposes = new Map<string, string>();
  const optedOut = new Map<string, boolean[]>();
  const all = list(given.services ?? given.apps).map(fields);
  const isRequired = (service: { readonly [field: string]: Given }) =>
    (service.required ?? given.required) === true;

  // Categories take their names first: a purpose and its service are often called the same.
  const necessary = all.some(isRequired) ? nameOf("necessary", "Category") : undefined;
  for (const service of all)
    for (const purpose of isRequired(service) ? [] : [purposeOf(service)])
      if (!purposes.has(purpose)) purposes.set(purpose, nameOf(purpose, "Category"));

  for (const service of all) {
    const theirs = text(service.name);
    if (!theirs) continue;
    const purpose = purposeOf(service);
    const category = isRequired(service) && necessary ? necessary : (purposes.get(purpose) as string);
    const name = nameOf(theirs, "Service");
    const spoken = text(service.title) || text(fields(words[theirs]).title) || theirs;
    services[name] = {
      category,
      provider: spoken,
      party: "first",
      function: text(service.description) || text(fields(words[theirs]).description) || spoken,
      cookies: ownedBy(name, cookiesIn(service.cookies, name, notes)),
    };
    if (category !== necessary) {
      names[name] = theirs;
      optedOut.set(category, [...(optedOut.get(category) ?? []), (service.optOut ?? given.optOut) === true]);
    }
    noteService(service, name, given, notes);
  }
  const categories: { [name: string]: Plan["categories"][string] } = necessary
    ? { [necessary]: { rule: "exempt" } }
    : {};
  for (const category of purposes.values()) {
    const some = optedOut.get(category) ?? [];
    const isOptOut = some.length > 0 && some.every(Boolean);
    if (some.some(Boolean) && !isOptOut)
      notes.add(
        `Some of ${category} ran before anybody had answered; here all of it waits. Put those into a category of their own to have it otherwise.`,
      );
    categories[category] = { rule: "ask", modes: isOptOut ? { "opt-in": "optOut" } : undefined };
  }
  // Each service was answered for by itself; a category is answered by all that it has.
  for (const category of purposes.values()) {
    const theirs = Object.keys(services).filter((name) => services[name]?.category === category);
    names[category] = theirs.map((name) => names[name] as string);
    if (theirs.length === 1) delete names[theirs[0] as string];
  }
  noteOthers(given, notes);
  const key = text(given.storageName) || text(given.cookieName) || "klaro";
  const isLocal = given.storageMethod === "localStorage";
  const ttl = ttlOf(given.cookieExpiresAfterDays, notes);
  if (ttl !== undefined)
    notes.add(
      "klaro doesn't write down when it was answered, so that a grant may be as old as an answer counts: none is taken over, unless ttl is longer than former.lifetime.",
    );
  return {
    tool: "klaro",
    categories,
    services,
    texts: Object.fromEntries(
      [...purposes].flatMap(([purpose, category]) => {
        const { description, title } = fields(fields(words.purposes)[purpose]);
        const own = {
          ...(text(title) && { name: text(title) }),
          ...(text(description) && { text: text(description) }),
        };
        return Object.keys(own)[0] ? [[category, own]] : [];
      }),
    ),
    ttl,
    former: {
      from: isLocal ? { local: key } : { cookie: key },
      names,
      regime: "opt-in",
      // Nothing bounds the age of what lies in localStorage.
      ...(!isLocal && { lifetime: ttl ?? 120 * day }),
    },
    notes: notes.list,
  };
}

function purposeOf(service: { readonly [field: string]: Given }): string {
  return text(list(service.purposes)[0]) || "other";
}

/** A name, a pattern, or either with a path and a domain. */
function cookiesIn(given: Given, whose: string, notes: Notes): Cookies {
  const found = list(given).map((each) => (Array.isArray(each) ? each : [each]));
  return Object.assign({}, ...found.map(([pattern, , domain]) => cookiesOf(pattern, domain, whose, notes)));
}

function wordsIn(
  { lang, translations }: { readonly [field: string]: Given },
  notes: Notes,
): { readonly [field: string]: Given } {
  const languages = Object.keys(fields(translations)).filter((each) => each !== "zz");
  const first = languages.find((each) => each === lang) ?? (languages.includes("en") ? "en" : languages[0]);
  if (languages.length > 1)
    notes.add(
      `Texts are those in ${first}; ${languages.filter((each) => each !== first).join(", ")} stay behind: @assent/ui speaks them by itself.`,
    );
  return {
    ...fields(fields(translations).zz),
    ...(first === undefined ? {} : fields(fields(translations)[first])),
  };
}

function noteService(
  service: { readonly [field: string]: Given },
  name: string,
  given: { readonly [field: string]: Given },
  notes: Notes,
): void {
  notes.add(`Who provides ${name} isn't stated: its title stands there.`);
  if (
    ["callback", "onInit", "onAccept", "onDecline"].some(
      (each) => isFunction(service[each]) || (typeof service[each] === "string" && service[each]),
    )
  )
    notes.add(
      `What ${name} does when it is accepted or declined is code: put it into consent.onGrant("${name}", …).`,
    );
  if ((service.default ?? given.default) === true && service.required !== true)
    notes.add(`${name} was ticked before anybody had answered; here nothing is.`);
  if (list(service.purposes).length > 1) notes.add(`${name} has several purposes; it stands in the first.`);
  if (service.contextualConsentOnly === true)
    notes.add(
      `${name} was asked about in its place alone: use an embed's placeholder, and leave it out of the banner.`,
    );
  if (service.onlyOnce === true) notes.add(`${name} ran once a page; here it does by itself.`);
}

function noteOthers(given: { readonly [field: string]: Given }, notes: Notes): void {
  notes.add(
    "It asked about each service: for a toggle each, say mount(consent, { each: Object.keys(policy.categories) }).",
  );
  notes.add('Scripts that wait are marked data-assent="…" instead of data-name.');
  if (given.mustConsent === true || given.noticeAsModal === true)
    notes.add(
      'The page couldn\'t be used before an answer; for the same, say mount(consent, { layout: "dialog" }).',
    );
  if (given.hideDeclineAll === true)
    notes.add("Refusing stood a layer deeper than accepting; here they stand side by side.");
  if (given.acceptAll === false)
    notes.add("There was no way to accept everything at once; here there is one, beside refusing it.");
  if (given.privacyPolicy)
    notes.add("The privacy policy's address stays behind: say mount(consent, { policyUrl }).");
  if (isFunction(given.callback))
    notes.add('callback is a function: use consent.onGrant, or consent.on("choice", …).');
}
