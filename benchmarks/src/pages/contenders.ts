import type { Contender } from "./contender.ts";
import { booted, bundled } from "./contenders/assent.ts";
import { byScript, inHtml } from "./contenders/by-hand.ts";
import { c15t, c15tReact } from "./contenders/c15t.ts";
import { klaro } from "./contenders/klaro.ts";
import { orejime } from "./contenders/orejime.ts";
import { tarteaucitron } from "./contenders/tarteaucitron.ts";
import { vanilla } from "./contenders/vanilla-cookieconsent.ts";

/** In the order of the tables. */
export async function contenders(): Promise<Contender[]> {
  return [
    inHtml,
    byScript,
    await booted(),
    await bundled(),
    await vanilla(),
    orejime,
    tarteaucitron,
    await c15t(),
    await c15tReact(),
    klaro,
  ];
}

/** What the ratios are to. */
export const unit: string = byScript.name;
