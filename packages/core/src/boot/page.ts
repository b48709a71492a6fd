import type { Plan } from "./plan.js";

/** An element that holds something back: a script, or what has a source. */
type Gate = HTMLElement & Pick<HTMLScriptElement, "src" | "type" | "async">;

/** Its click is handed what has to be done before. */
interface Pressed extends Element {
  click(before: unknown): void;
}

/**
 * What boot does in a page, before anything else is there. It decides by the rules of `permission`, for records as
 * visitors have them; opens the gates of what may run as the page is parsed; and loads core where there is something
 * to ask or to change. What is out of the ordinary is left to core, and until that is there nothing runs: a record that
 * can't be read, two of them, answers to what the policy doesn't have or to single services, one that has lapsed or is
 * dated ahead, silence where silence permits, a privacy signal that meets no refusal.
 *
 * Pages carry it in their head, so every byte counts, and it reads like it.
 *
 * @param load - gives the same promise each time.
 * @param ask - is called where something has to be asked, and says whether core is needed for it by now.
 * @param tell - gets what says whether a category or a service may run.
 */
export function page(
  recordName: Plan[0],
  regime: Plan[1],
  ttl: Plan[2],
  plan: Plan[3],
  load: () => Promise<unknown>,
  ask: () => unknown,
  tell: (may: (name: string) => boolean) => void,
): void {
  const { dataset } = document.documentElement;
  const categories = plan.split(",").map((entry) => entry.split(" ") as string[] & { may?: unknown });
  const patterns = categories.map(
    ([name]) => `(~${name}([+-])([0-9a-z]{4})([.]([0-3][0-8][01][0-9a-z]{1,9}))?)?`,
  );
  const [, held, second] = `; ${document.cookie}`.split(`; ${recordName}=`);
  const found: (string | undefined)[] =
    held?.match(
      `^1([.][0-9a-z]{1,9}){2}[.][0-9a-z]{1,16}[.]([0-3][0-8][01][0-9a-z]{1,9})${patterns.join("")}(;|$)`,
    ) ?? [];
  let isUnclear: unknown = (found[0] ? second : held) != null;
  let isAsking: unknown;
  let loading = 0;

  categories.map((entry) => {
    const [, rev, traits] = entry as unknown as [string, string, number];
    const [, sign, asked, , stamp = found[2]] = found.splice(3, 5);
    const age = (new Date() as never as number) - parseInt(stamp?.slice(3) as string, 36);
    const isDenied = sign == "-";
    const isKept =
      age >= 0 && age < ttl && (isDenied || (rev == asked && (stamp as unknown as number[])[0]! >= regime));
    isUnclear ||=
      (traits > 3 && (navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl && !isDenied) ||
      (rev && (sign ? !isKept : traits & 1 && found[0]));
    isAsking ||= traits & 2 && !sign;
    entry.may = !rev || (sign ? !isDenied : traits & 1);
  });

  tell((name) => !isUnclear && !!categories.find((entry) => entry.includes(name))?.may);

  const visit = (_?: unknown) => {
    // The gates' order holds: what waits keeps those behind it waiting.
    let isNext: unknown = !isUnclear;
    dataset.assentGates ||
      document.querySelectorAll<Gate>("[data-assent]").forEach((gate) => {
        const { assent, assentSrc, type = "" } = gate.dataset;
        const source = assentSrc ?? gate.src;
        const may = assent && isNext && categories.find((entry) => entry.includes(assent))?.may;
        // Templates and links are core's, and so is what a stored name may do.
        if (!may || gate.src == null) (may ?? 1) && load();
        else if (
          assentSrc
            ? !gate.src
            : gate.type == "text/plain" &&
              // An inline script waits until it is whole ("interactive" < "l" < "loading"), and for those that load.
              (isNext &&= source || (!loading && (gate.nextSibling || document.readyState < "l")))
        ) {
          // A frame gets its source out of the page: what it last showed, Firefox would load again on a reload.
          const place = new Comment();
          gate.replaceWith(place);
          if (assentSrc) gate.src = assentSrc;
          else {
            gate.type = type;
            gate.async = "async" in gate.attributes;
            if (source) {
              loading++;
              gate.addEventListener("load", () => visit(loading--));
              gate.addEventListener("error", () => visit(loading--));
            }
          }
          place.replaceWith(gate);
        }
      });
  };
  new MutationObserver(visit).observe(document, { childList: 1 as never, subtree: 1 as never });
  addEventListener("load", visit);
  visit();
  // Another page may have taken back what runs here.
  new BroadcastChannel(recordName).onmessage = load;

  // What is pressed before core is there is pressed again when it is, or can't be had: a form may have a server to go to.
  addEventListener(
    "click",
    (event) => {
      const button = (event.target as Element).closest<Pressed>(".assent button");
      if (button && !dataset.assentGates) {
        event.preventDefault();
        load().finally(() => button.click((dataset.assentGates = 1 as never)));
      }
    },
    1 as never,
  );
  (isUnclear || (isAsking && (dataset.assentBoot = 1 as never) && ask())) && load();
}
