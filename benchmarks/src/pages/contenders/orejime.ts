import type { SiteService } from "../../site.ts";
import type { Contender } from "../contender.ts";
import { shipped } from "../modules.ts";

const purposesOf = (services: readonly SiteService[]) =>
  services.map(({ name, category, cookies }) => ({
    id: name,
    title: name,
    cookies,
    isMandatory: category === "necessary",
  }));

export const orejime = (services: readonly SiteService[]): Contender => ({
  name: "orejime",
  html: {
    head: `<link rel="stylesheet" href="orejime.css">`,
    body: `<script>orejimeConfig = ${JSON.stringify({ privacyPolicyUrl: "/cookies", purposes: purposesOf(services) })}</script><script src="orejime.js"></script>`,
  },
  gate: (script) =>
    `<template data-purpose="audience">${
      "text" in script ? `<script>${script.text}</script>` : `<script src="${script.src}"></script>`
    }</template>`,
  files: {
    "orejime.js": shipped("orejime/dist/orejime-standard-en.js"),
    "orejime.css": shipped("orejime/dist/orejime-standard.css"),
  },
  banner: ".orejime-Banner",
  accept: ".orejime-Banner-saveButton",
  reject: ".orejime-Banner-declineButton",
});
