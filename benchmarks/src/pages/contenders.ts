import type { SiteService } from "../site.ts";
import type { Contender } from "./contender.ts";
import { booted, bundled, react } from "./contenders/assent.ts";
import { byScript, inHtml } from "./contenders/by-hand.ts";
import { c15t, c15tReact } from "./contenders/c15t.ts";
import { klaro } from "./contenders/klaro.ts";
import { orejime } from "./contenders/orejime.ts";
import { tarteaucitron } from "./contenders/tarteaucitron.ts";
import { vanilla } from "./contenders/vanilla-cookieconsent.ts";

/** Set up for some services, in the order of the tables. */
export async function contenders(services: readonly SiteService[]): Promise<Contender[]> {
  return [
    inHtml,
    byScript,
    await booted(services),
    await bundled(services),
    await vanilla(services),
    orejime(services),
    tarteaucitron,
    await c15t(services),
    klaro(services),
    await react(services),
    await c15tReact(services),
  ];
}

/** What the ratios are to. */
export const unit: string = byScript.name;
export const unitInHtml: string = inHtml.name;
