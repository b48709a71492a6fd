import cm from "klaro/dist/cm.js";
import type { Contender } from "../contender.ts";
import { type CategoryName, gated, inline, pixel, services } from "../site.ts";

const config = {
  storageMethod: "cookie",
  services: services.map(({ name, category, cookies }) => ({
    name,
    purposes: [category],
    required: category === "necessary",
    cookies,
  })),
};

/** It knows services alone: a category is answered by one of its services. */
const serviceOf: Record<CategoryName, string> = {
  necessary: "session",
  statistics: "audience",
  advertising: "pixel",
};

export const start: Contender["start"] = () => {
  const manager = new cm.default(config);

  /** What its own buttons do. */
  function choose(value: boolean): void {
    manager.changeAll(value);
    manager.saveAndApplyConsents(value ? "accept" : "decline");
  }

  return {
    allows: (name) => manager.getConsent(serviceOf[name]),
    allowsService: (name) => manager.getConsent(name),
    acceptAll: () => choose(true),
    rejectAll: () => choose(false),
    subscribe: (listener) => manager.watch({ update: (_, name) => name === "saveConsents" && listener() }),
  };
};

export const markup: Contender["markup"] = {
  script: `<script type="text/plain" data-type="text/javascript" data-name="${gated.service}">${inline}</script>`,
  image: `<img data-name="${gated.service}" data-src="${pixel}" alt="">`,
};

export const regrants: Contender["regrants"] = ["image"];
