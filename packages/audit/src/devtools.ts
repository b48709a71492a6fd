import type { CDPSession, Frame, Page } from "playwright-core";
import type { Place } from "./observation.js";

/** What the browser's debugging protocol tells beyond what scripts show. */
export interface DevtoolsListener {
  /** A key that came into local or session storage, however it was written. */
  stored(what: { kind: "local" | "session"; name: string; origin: string; at: number }): void;
  /** What made a page ask for an address, innermost first. */
  asked(url: string, from: readonly Place[]): void;
}

/** Listens to a page and to each of its frames, those of other sites included, which run in processes of their own. */
export async function listenTo(page: Page, listener: DevtoolsListener): Promise<void> {
  const own = new Set<Frame>();
  await attach(await page.context().newCDPSession(page), listener);
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame() || own.has(frame)) return;
    own.add(frame);
    // Playwright refuses frames that share their parent's process, and the page's own session has those.
    page
      .context()
      .newCDPSession(frame)
      .then((session) => attach(session, listener))
      .catch(() => own.delete(frame));
  });
}

async function attach(session: CDPSession, { stored, asked }: DevtoolsListener): Promise<void> {
  const keep = ({ storageId, key }: { storageId: StorageId; key: string }): void => {
    const { isLocalStorage, securityOrigin = "", storageKey = "" } = storageId;
    const origin = securityOrigin || storageKey.replace(/\/(\^.*)?$/, "");
    stored({ kind: isLocalStorage ? "local" : "session", name: key, origin, at: Date.now() });
  };
  session.on("DOMStorage.domStorageItemAdded", keep);
  session.on("DOMStorage.domStorageItemUpdated", keep);
  session.on("Network.requestWillBeSent", ({ request, initiator }) => {
    asked(request.url, initiatorPlaces(initiator));
  });
  await Promise.all([session.send("DOMStorage.enable"), session.send("Network.enable")]);
}

interface StorageId {
  readonly isLocalStorage: boolean;
  readonly securityOrigin?: string;
  readonly storageKey?: string;
}

interface Initiator {
  readonly url?: string;
  readonly lineNumber?: number;
  readonly columnNumber?: number;
  readonly stack?: Stack;
}

interface Stack {
  readonly callFrames: readonly {
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  }[];
  readonly parent?: Stack;
}

/** Through promises and timers as well: their stacks are the parents. */
function initiatorPlaces({ url, lineNumber = 0, columnNumber = 0, stack }: Initiator): Place[] {
  const places: Place[] = [];
  for (let at = stack; at; at = at.parent)
    for (const { url, lineNumber, columnNumber } of at.callFrames)
      if (url) places.push({ url, line: lineNumber + 1, column: columnNumber + 1 });
  if (!places[0] && url) places.push({ url, line: lineNumber + 1, column: columnNumber + 1 });
  return places;
}
