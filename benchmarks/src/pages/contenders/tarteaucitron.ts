import type { Contender } from "../contender.ts";
import { shipped } from "../modules.ts";
import { gatedTexts } from "../site.ts";

/** It loads the minified files beside its own; what it holds back is a function. */
const setup = `tarteaucitron.init({ privacyUrl: "/cookies", orientation: "bottom", showIcon: false });
tarteaucitron.services.audience = {
  key: "audience", type: "analytic", name: "Audience", needConsent: true, cookies: ["_ex_id"],
  js() { ${gatedTexts.inline}; tarteaucitron.addScript(${JSON.stringify(gatedTexts.src)}); },
};
(tarteaucitron.job ||= []).push("audience");`;

export const tarteaucitron: Contender = {
  name: "tarteaucitron",
  html: { head: `<script src="tarteaucitron.min.js"></script><script>${setup}</script>` },
  gate: () => "",
  files: Object.fromEntries(
    [
      "tarteaucitron.min.js",
      "tarteaucitron.services.min.js",
      "advertising.min.js",
      "lang/tarteaucitron.en.min.js",
      "css/tarteaucitron.min.css",
    ].map((file) => [file, shipped(`tarteaucitronjs/${file}`)]),
  ),
  banner: "#tarteaucitronAlertBig",
  accept: "#tarteaucitronPersonalize2",
  reject: "#tarteaucitronAllDenied2",
  ignoresFor: 505,
};
