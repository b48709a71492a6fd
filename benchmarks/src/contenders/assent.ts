import { type Consent, type CookieInput, createConsent, definePolicy, type ServiceInput } from "@assent/core";
import { openGates } from "@assent/core/dom";
import type { Contender } from "../contender.ts";
import { gated, inline, pixel, services } from "../site.ts";

const policy = definePolicy({
  categories: { necessary: "exempt", statistics: "ask", advertising: "ask" },
  services: Object.fromEntries(
    services.map(({ name, category, cookies }): [string, ServiceInput] => [
      name,
      { category, provider: "Example", party: "first", cookies: declare(cookies) },
    ]),
  ),
});

export const start: Contender["start"] = () => run(createConsent(policy as never, { region: "FR" }));

/** Apart from `start`, so that a bundle without gates leaves them out. */
export const startGated: NonNullable<Contender["startGated"]> = () => {
  const consent = createConsent(policy as never, { region: "FR" }) as Consent;
  const running = run(consent);
  openGates(consent);
  return running;
};

export const markup: Contender["markup"] = {
  script: `<script type="text/plain" data-assent="${gated.category}">${inline}</script>`,
  image: `<img data-assent="${gated.category}" data-assent-src="${pixel}" alt="">`,
  embed: `<div><template data-assent="${gated.category}"><p class="embed"></p></template><p data-assent-placeholder></p></div>`,
};

export const regrants: Contender["regrants"] = ["image", "embed"];

function run(consent: Consent): ReturnType<Contender["start"]> {
  consent.start();
  const { allows, acceptAll, rejectAll, subscribe } = consent;
  return { allows, allowsService: allows, acceptAll, rejectAll, subscribe };
}

function declare(cookies: readonly string[]): ServiceInput["cookies"] {
  return Object.fromEntries(
    cookies.map((name): [string, CookieInput] => [name, { purpose: "Example", maxAge: 3600 }]),
  );
}
