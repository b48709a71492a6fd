/**
 * Stands in for the Global Privacy Platform from the first script of a page on: says that nothing is ready, takes
 * listeners, and listens to frames, until `gpp` has loaded. It does nothing where there is a CMP already.
 *
 * The function refers to nothing outside itself: {@link gppStubScript} is its text.
 *
 * @see IAB Tech Lab, Global Privacy Platform, CMP API specification 1.1
 * @example
 * ```ts
 * import { gppStub } from "@assent/signals/gpp-stub";
 *
 * gppStub();
 * ```
 */
export function gppStub(): void {
  const page = window as unknown as { __gpp?: (...call: unknown[]) => unknown };
  const name = "__gppLocator";
  if (page.__gpp || name in frames) return;
  const queue: unknown[][] = [];
  const events: { id: number; callback: unknown; parameter: unknown }[] = [];
  let last = 0;
  const pingData = {
    gppVersion: "1.1",
    cmpStatus: "stub",
    cmpDisplayStatus: "hidden",
    signalStatus: "not ready",
    supportedAPIs: [],
    cmpId: 0,
    sectionList: [],
    applicableSections: [0],
    gppString: "",
    parsedSections: {},
  };
  const locate = (): void => {
    if (!document.body) setTimeout(locate, 5);
    else if (!(name in frames)) {
      const frame = document.createElement("iframe");
      frame.name = name;
      frame.hidden = true;
      document.body.append(frame);
    }
  };
  locate();
  page.__gpp = (...call) => {
    const [command, callback, parameter] = call;
    if (!call.length) return queue;
    // What the codec asks for when it takes over.
    if (command === "events") return events;
    const answer = (data: unknown) => typeof callback === "function" && callback(data, true);
    const tell = (eventName: string, listenerId: unknown, data: boolean) =>
      answer({ eventName, listenerId, data, pingData });
    if (command === "ping") answer(pingData);
    else if (command === "addEventListener") {
      last += 1;
      events.push({ id: last, callback, parameter });
      tell("listenerRegistered", last, true);
    } else if (command === "removeEventListener") {
      const index = events.findIndex(({ id }) => id === parameter);
      if (index >= 0) events.splice(index, 1);
      tell("listenerRemoved", parameter, index >= 0);
    } else if (/^(hasSection|getSection|getField)$/.test(command as string)) answer(null);
    else queue.push(call);
    return;
  };
  addEventListener("message", ({ data, source }) => {
    let call: { command?: unknown; version?: unknown; parameter?: unknown; callId?: unknown } | undefined;
    try {
      call = (typeof data === "string" ? JSON.parse(data) : data).__gppCall;
    } catch {
      // Other people's messages.
    }
    if (!call) return;
    const { command, version, parameter, callId } = call;
    page.__gpp?.(
      command,
      (returnValue: unknown, success: unknown) => {
        const answer = { __gppReturn: { returnValue, success, callId } };
        (source as Window | null)?.postMessage(
          typeof data === "string" ? JSON.stringify(answer) : answer,
          "*",
        );
      },
      parameter,
      version,
    );
  });
}

/**
 * The stub as a script for the head of a page, before any script that asks for consent.
 *
 * @example
 * ```ts
 * import { gppStubScript } from "@assent/signals/gpp-stub";
 *
 * const head = `<script>${gppStubScript()}</script>`;
 * ```
 */
export function gppStubScript(): string {
  return `(${gppStub})()`.replace(/\n\s+/g, "\n");
}
