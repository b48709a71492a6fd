import { definePolicy, type Policy } from "@assent/core";
import { piwikProServices } from "../src/piwik-pro.js";
import { vendors } from "./vendors.js";

/** A site that uses every vendor, and has four categories. */
export const site: Policy = definePolicy({
  categories: {
    necessary: "exempt",
    functional: "ask",
    statistics: "ask",
    advertising: { rule: "ask", sale: true },
  },
  services: {
    ...Object.assign({}, ...vendors.map(({ services }) => services)),
    // Matomo stores the same names: no site has both.
    piwikPro: { ...piwikProServices.piwikPro, cookies: {} },
  },
}) as Policy;
