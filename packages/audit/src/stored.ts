import type { BrowserContext, Frame } from "playwright-core";
import { discreet } from "./discreet.js";
import { within } from "./limit.js";
import type { Stored } from "./observation.js";

/** All that lies in the browser now: the cookie jar, and what each open frame's site has stored. */
export async function storedIn(context: BrowserContext, patience = 15_000): Promise<Stored[]> {
  const cookies = (await context.cookies()).map(
    ({ name, domain, path, partitionKey }): Stored => ({
      kind: "cookie",
      name,
      host: domain.replace(/^\./, ""),
      path,
      ...(partitionKey && { partition: partitionKey }),
    }),
  );
  const frames = context.pages().flatMap((page) => page.frames());
  const found = await Promise.all(
    frames.map((frame) =>
      within(
        patience,
        storedInFrame(frame),
        `${discreet(frame.url())} answers no more: what it stored was not seen`,
      ),
    ),
  );
  const all = [...cookies, ...found.flat()];
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** Nothing of a frame that is gone, or that may not store. */
async function storedInFrame(frame: Frame): Promise<Stored[]> {
  const names = await frame
    .evaluate(async () => {
      const ask = async (list: () => Promise<string[]> | string[]): Promise<string[]> => {
        try {
          return await list();
        } catch {
          return [];
        }
      };
      return {
        // A frame without an address has its parent's origin, and storage.
        host: globalThis.origin === "null" ? "" : new URL(globalThis.origin).hostname,
        local: await ask(() => Object.keys(localStorage)),
        session: await ask(() => Object.keys(sessionStorage)),
        indexeddb: await ask(async () => (await indexedDB.databases()).map(({ name }) => name ?? "")),
        cache: await ask(() => caches.keys()),
      };
    })
    .catch(() => undefined);
  if (!names) return [];
  const { host, ...kinds } = names;
  return Object.entries(kinds).flatMap(([kind, list]) =>
    list.map((name) => ({ kind: kind as Stored["kind"], name, host })),
  );
}
