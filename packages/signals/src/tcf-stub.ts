/** What a stub is told in the page. */
export interface TcfStubOptions {
  /** GDPR applies, or doesn't, to every visitor of the page. @default not known before core has come */
  readonly applies?: boolean | undefined;
}

/**
 * Stands in for the CMP from the first script of a page on: answers `ping`, keeps other calls for `tcf` to answer in
 * their order, and listens to frames. It does nothing where there is a CMP already.
 *
 * The function refers to nothing outside itself: {@link tcfStubScript} is its text.
 *
 * @see IAB Tech Lab, Consent Management Platform API v2, "Requirements for the CMP stub API script"
 * @example
 * ```ts
 * import { tcfStub } from "@assent/signals/tcf-stub";
 *
 * tcfStub({ applies: true });
 * ```
 */
export function tcfStub({ applies }: TcfStubOptions = {}): void {
  const page = window as unknown as { __tcfapi?: (...call: unknown[]) => unknown };
  const name = "__tcfapiLocator";
  if (page.__tcfapi || name in frames) return;
  const queue: unknown[][] = [];
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
  page.__tcfapi = (...call) => {
    const [command, , callback] = call as [unknown, unknown, unknown];
    if (!call.length) return queue;
    if (command !== "ping") queue.push(call);
    else if (typeof callback === "function")
      callback({ gdprApplies: applies, cmpLoaded: false, cmpStatus: "stub", apiVersion: "2.2" }, true);
    return;
  };
  addEventListener("message", ({ data, source }) => {
    let call: { command?: unknown; version?: unknown; parameter?: unknown; callId?: unknown } | undefined;
    try {
      call = (typeof data === "string" ? JSON.parse(data) : data).__tcfapiCall;
    } catch {
      // Other people's messages.
    }
    if (!call) return;
    const { command, version, parameter, callId } = call;
    page.__tcfapi?.(
      command,
      version,
      (returnValue: unknown, success: unknown) => {
        const answer = { __tcfapiReturn: { returnValue, success, callId } };
        (source as Window | null)?.postMessage(
          typeof data === "string" ? JSON.stringify(answer) : answer,
          "*",
        );
      },
      parameter,
    );
  });
}

/**
 * The stub as a script for the head of a page, before any script that asks for consent.
 *
 * @example
 * ```ts
 * import { tcfStubScript } from "@assent/signals/tcf-stub";
 *
 * const head = `<script>${tcfStubScript({ applies: true })}</script>`;
 * ```
 */
export function tcfStubScript({ applies }: TcfStubOptions = {}): string {
  return `(${tcfStub})({applies:${applies}})`.replace(/\n\s+/g, "\n");
}
