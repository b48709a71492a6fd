import type { SiteService } from "../../site.ts";
import type { Contender } from "../contender.ts";
import { modules, shipped } from "../modules.ts";

export async function vanilla(services: readonly SiteService[]): Promise<Contender> {
  return {
    name: "vanilla-cookieconsent",
    html: {
      head: `<link rel="stylesheet" href="style.css">`,
      tail: `<script type="module" src="entry.js"></script>`,
    },
    gate: (script) =>
      "text" in script
        ? `<script type="text/plain" data-category="statistics">${script.text}</script>`
        : `<script type="text/plain" data-category="statistics" data-src="${script.src}"></script>`,
    files: {
      ...(await modules("vanilla-cookieconsent.ts", services)),
      "style.css": shipped("vanilla-cookieconsent/dist/cookieconsent.css"),
    },
    banner: "#cc-main .cm",
    accept: "#cc-main .cm [data-role=all]",
    reject: "#cc-main .cm [data-role=necessary]",
  };
}
