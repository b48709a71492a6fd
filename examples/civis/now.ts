import { type Tree, tree } from "@assent/ui";
import { names } from "./names.ts";
import { policy } from "./policy.ts";
import type { State } from "./view.ts";

/** What may run, service by service: what this demonstration shows besides. Server and browser print it from this. */
export function now({ permissions }: State): Tree {
  return tree(
    "tbody",
    { id: "now" },
    names(policy.services).map((name) =>
      tree(
        "tr",
        { "data-service": name, "data-allowed": `${permissions[name]}` },
        tree("th", { scope: "row" }, policy.services[name].function),
        tree("td", {}, permissions[name] ? "Yes" : "No"),
      ),
    ),
  );
}
