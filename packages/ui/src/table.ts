import { type Cookie, cookieType, type Service } from "@assent/core";
import type { CookiePolicyView } from "./cookie-policy.js";
import { duration, listOf } from "./format.js";
import { fill, type Messages } from "./messages.js";
import { categoryText, fixed, servicesOf } from "./preferences.js";
import { serviceTexts } from "./service.js";
import { type Content, type Tree, tree } from "./tree.js";
import { categoryName, type State } from "./view.js";

/** What a category stores: a section of the cookie policy, with its table. */
export function list(view: CookiePolicyView, state: State, category: string): Tree {
  const { messages, policy } = view;
  const id = anchor(view, category);
  const services = servicesOf(view, category).filter(([, { cookies }]) => cookies[0]);
  return tree(
    "section",
    {},
    tree("h3", { id }, categoryName(view, category)),
    tree(
      "p",
      {},
      categoryText(view, category),
      policy.categories[category]?.rule === "exempt" && ` ${fixed(view, state, category)}`,
      !services[0] && ` ${messages.listEmpty}`,
    ),
    !!services[0] &&
      tree(
        "table",
        { "aria-labelledby": id },
        tree(
          "thead",
          {},
          tree(
            "tr",
            {},
            columns.map((column) => tree("th", { scope: "col" }, messages[column])),
          ),
        ),
        services.map(([name, service]) => rows(view, name, service)),
      ),
  );
}

/** The columns that a cookie policy begins with, then what the law and visitors ask besides. */
const columns = ["provider", "function", "name", "purpose", "type", "lifetime", "reader"] as const;

/** A service's rows: one for each name, with what they have in common, the first two columns, before them. */
function rows(view: CookiePolicyView, name: string, service: Service): Tree {
  const { messages, texts } = view;
  const { cookies, party } = service;
  const { title, provider } = serviceTexts(view, name);
  const location = texts?.services?.[name]?.location ?? service.location;
  const where = [title, !!location[0] && ` (${listOf(messages, location)})`];
  const cells = (cookie: Cookie): Content[] => [
    provider,
    where,
    // One thing, for the layout in which a cell is a grid of label and content.
    tree(
      "span",
      {},
      tree("code", { dir: "ltr" }, cookie.name),
      cookie.kind !== "cookie" && ` (${messages.kinds[cookie.kind]})`,
    ),
    texts?.cookies?.[cookie.name] ?? cookie.purpose,
    messages.types[cookieType(service)],
    lifetime(messages, cookie),
    party === "third" ? provider : cookie.httpOnly ? messages.readerServer : messages.readerSite,
  ];
  return tree(
    "tbody",
    {},
    cookies.map((cookie, row) =>
      tree(
        "tr",
        {},
        cells(cookie).map(
          (content, column) =>
            (column > 1 || !row) &&
            tree(
              column > 2 ? "td" : "th",
              {
                scope: column < 3 && "row",
                rowspan: column < 2 && `${cookies.length}`,
                "data-label": messages[columns[column] as "name"],
              },
              content,
            ),
        ),
      ),
    ),
  );
}

function lifetime(messages: Messages, { maxAge, refresh }: Cookie): string {
  if (maxAge === "session") return messages.lifetimeSession;
  if (maxAge === "persistent") return messages.lifetimePersistent;
  const time = duration(messages, maxAge as number);
  return refresh ? fill(messages.lifetimeRenewed, { time }) : time;
}

/** Where a page is linked to for a category. */
export function anchor({ id = "assent" }: CookiePolicyView, category: string): string {
  return `${id}-policy-${category}`;
}
