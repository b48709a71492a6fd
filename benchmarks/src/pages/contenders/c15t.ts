import type { SiteService } from "../../site.ts";
import type { Contender } from "../contender.ts";
import { modules, shipped } from "../modules.ts";

const tail = `<script type="module" src="entry.js"></script>`;
const style = `<style>#ask { position: fixed; bottom: 1rem; left: 1rem; width: 26rem; padding: 1.25rem; background: Canvas; border: 1px solid }</style>`;

/** Its scripts stand in its options, so that the page holds nothing. */
const gate = () => "";

export async function c15t(services: readonly SiteService[]): Promise<Contender> {
  return {
    name: "c15t, banner by hand",
    html: { head: style, tail },
    gate,
    files: await modules("c15t.ts", services),
    banner: "#ask",
    accept: "#ask [value=all]",
    reject: "#ask [value=necessary]",
  };
}

export async function c15tReact(services: readonly SiteService[]): Promise<Contender> {
  return {
    name: "@c15t/react",
    html: { head: `<link rel="stylesheet" href="style.css">`, tail },
    gate,
    files: { ...(await modules("c15t-react.ts", services)), "style.css": shipped("@c15t/react/styles.css") },
    banner: "[data-testid=consent-banner-card]",
    accept: "[data-testid=consent-banner-accept-button]",
    reject: "[data-testid=consent-banner-reject-button]",
  };
}
