import { type Cookies, cookiesOf, createOwner, notStated } from "./cookies.js";
import { fields, type Given, isFunction, list, text } from "./given.js";
import { lifetimeIn } from "./lifetime.js";
import { createNames } from "./names.js";
import { createNotes, day, longest, type Notes, type Plan, type PlannedService } from "./plan.js";

/** A configuration of vanilla-cookieconsent 3. */
export function planVanillaCookieConsent(config: Given): Plan {
  const { categories, cookie, language, mode, revision } = fields(config);
  const notes = createNotes();
  const nameOf = createNames();
  const ownedBy = createOwner(notes);
  const sections = sectionsIn(language, notes);
  const plan = {
    categories: {} as { [name: string]: Plan["categories"][string] },
    services: {} as { [name: string]: PlannedService },
    texts: {} as { [name: string]: Plan["texts"][string] },
    names: {} as { [name: string]: string },
  };
  const known = Object.keys(fields(categories)).map(
    (theirs) => [theirs, nameOf(theirs, "Category")] as const,
  );
  for (const [theirs, ours] of known) {
    const { autoClear, enabled, readOnly, services } = fields(fields(categories)[theirs]);
    const section = sections.get(theirs);
    if (theirs !== ours)
      notes.add(`The category "${theirs}" is called ${ours}: a record has no room for other names.`);
    plan.categories[ours] = {
      rule: readOnly === true ? "exempt" : "ask",
      revision: typeof revision === "number" && revision > 0 ? revision : undefined,
    };
    if (enabled === true && readOnly !== true && mode !== "opt-out")
      notes.add(`${ours} was ticked before anybody had answered; here nothing is.`);
    if (readOnly !== true) plan.names[ours] = theirs;
    if (section?.name || section?.text)
      plan.texts[ours] = {
        ...(section.name && { name: section.name }),
        ...(section.text && { text: section.text }),
      };
    const cookies: Cookies = { ...cookiesIn(fields(autoClear).cookies, ours, notes), ...section?.cookies };
    for (const [key, service] of Object.entries(fields(services))) {
      const { cookies: own, label, onAccept, onReject } = fields(service);
      const name = nameOf(key, "Service");
      const spoken = text(label) || text(key) || notStated;
      if (isFunction(onAccept) || isFunction(onReject))
        notes.add(
          `What ${name} does when it is accepted or rejected is a function: put it into consent.onGrant("${name}", …).`,
        );
      const found = cookiesIn(own, name, notes);
      for (const cookieName of Object.keys(found)) delete cookies[cookieName];
      plan.services[name] = serviceOf(ours, spoken, spoken, ownedBy(name, found));
      if (readOnly !== true) plan.names[name] = `${theirs}/${key}`;
      notes.add(`Who provides ${name} isn't stated: "${spoken}" stands there.`);
    }
    if (!Object.keys(cookies)[0]) continue;
    const name = nameOf(`${ours}Cookies`, "Service");
    plan.services[name] = serviceOf(ours, "This site", section?.name || ours, ownedBy(name, cookies));
    notes.add(
      `Whose the cookies of ${ours} are isn't stated: they stand in ${name}, as this site's. Say who provides them, and split them.`,
    );
  }
  if (mode === "opt-out")
    notes.add(
      'It let everything run until somebody objected: for the same, say createConsent(policy, { regime: "opt-out" }).',
    );
  noteOthers(config, notes);
  const { expiresAfterDays, name: cookieName, useLocalStorage } = fields(cookie);
  const key = text(cookieName) || "cc_cookie";
  return {
    tool: "vanilla-cookieconsent",
    categories: plan.categories,
    services: plan.services,
    texts: plan.texts,
    ttl: ttlOf(expiresAfterDays, notes),
    former: {
      from: useLocalStorage === true ? { local: key } : { cookie: key },
      names: plan.names,
      regime: mode === "opt-out" ? "opt-out" : "opt-in",
    },
    notes: notes.list,
  };
}

/** How long answers count, where the configuration says so: no longer than browsers keep one. */
export function ttlOf(days: Given, notes: Notes): number | undefined {
  if (isFunction(days)) notes.add("How long an answer counts is a function: it counts for 180 days.");
  if (typeof days !== "number" || !(days > 0)) return undefined;
  if (days * day > longest) notes.add("An answer counted for more than 400 days; browsers keep none longer.");
  return Math.min(days * day, longest);
}

function serviceOf(
  category: string,
  provider: string,
  spoken: string,
  cookies: PlannedService["cookies"],
): PlannedService {
  return { category, provider, party: "first", function: spoken, cookies };
}

function cookiesIn(given: Given, whose: string, notes: Notes): Cookies {
  const found = list(given).map(fields);
  return Object.assign({}, ...found.map(({ domain, name }) => cookiesOf(name, domain, whose, notes)));
}

interface Section {
  readonly name: string;
  readonly text: string;
  readonly cookies: Cookies;
}

/** What the second layer says of each category, in the configuration's first language. */
function sectionsIn(language: Given, notes: Notes): Map<string, Section> {
  const { default: main, translations } = fields(language);
  const languages = Object.keys(fields(translations));
  const first = languages.includes(text(main)) ? text(main) : languages[0];
  const told = first === undefined ? undefined : fields(translations)[first];
  if (languages.length > 1)
    notes.add(
      `Texts are those in ${first}; ${languages.filter((each) => each !== first).join(", ")} stay behind: @assent/ui speaks them by itself.`,
    );
  if (isFunction(told) || typeof told === "string")
    notes.add(`The texts in ${first} are loaded when they are needed, and stay behind.`);
  const sections = new Map<string, Section>();
  for (const given of list(fields(fields(told).preferencesModal).sections)) {
    const { cookieTable, description, linkedCategory, title } = fields(given);
    if (typeof linkedCategory !== "string") continue;
    sections.set(linkedCategory, {
      name: text(title),
      text: text(description),
      cookies: tableIn(cookieTable, notes),
    });
  }
  if (fields(told).consentModal) notes.add("The first layer's texts stay behind: @assent/ui has its own.");
  return sections;
}

/** The rows of a cookie table, whose columns anybody may call anything. */
function tableIn(table: Given, notes: Notes): Cookies {
  const { body, headers } = fields(table);
  const columns = Object.entries(fields(headers)).map(([key, title]) => [key, text(title)] as const);
  const column = (pattern: RegExp) =>
    columns.find(([key, title]) => pattern.test(key) || pattern.test(title))?.[0];
  const [name, purpose, lifetime, domain] = [
    /name|cookie/i,
    /desc|purpose/i,
    /expir|durat|lifetime/i,
    /domain/i,
  ].map(column);
  const cookies: Cookies = {};
  for (const row of list(body)) {
    const cell = (key: string | undefined) => (key === undefined ? "" : text(fields(row)[key]));
    const found = cell(name);
    if (!/^[^*\s;=,]+\*?$/.test(found)) {
      if (found) notes.add(`"${found}" in a cookie table is no cookie's name: declare it by hand.`);
      continue;
    }
    cookies[found] = {
      purpose: cell(purpose) || notStated,
      maxAge: lifetimeIn(cell(lifetime)) ?? longest,
      ...(/^[\w-]+(\.[\w-]+)+$/.test(cell(domain)) && { domain: cell(domain) }),
    };
  }
  return cookies;
}

function noteOthers(config: Given, notes: Notes): void {
  const given = fields(config);
  for (const name of [
    "onFirstConsent",
    "onConsent",
    "onChange",
    "onModalShow",
    "onModalHide",
    "onModalReady",
  ])
    if (isFunction(given[name]))
      notes.add(`${name} is a function: use consent.onGrant, or consent.on("choice", …).`);
  if (given.guiOptions)
    notes.add("guiOptions stay behind: say mount(consent, { layout }), and style with custom properties.");
  if (given.disablePageInteraction === true)
    notes.add(
      'The page couldn\'t be used before an answer; for the same, say mount(consent, { layout: "dialog" }).',
    );
  if (given.autoShow === false)
    notes.add("The banner didn't show by itself; here it does where something has to be asked.");
  if (given.manageScriptTags !== false)
    notes.add(
      'Scripts that wait are marked <script type="text/plain" data-assent="…"> instead of data-category.',
    );
}
