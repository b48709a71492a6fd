/** The status of the TCF API: what its clients are told. */
export type EventStatus = "tcloaded" | "cmpuishown" | "useractioncomplete";

/** What the API answers from. */
export interface TcfAnswers {
  ping(): object;
  /** `TCData`; with the vendors that a caller named. */
  read(vendors: readonly number[] | undefined, listenerId: number | undefined): object;
  /** The vendor list of a version; nothing where there is no such. */
  list(version: unknown): object | undefined;
  isBroken: boolean;
}

/** `__tcfapi`: everything after the first argument may be anything. */
export type TcfApi = (
  command?: unknown,
  version?: unknown,
  callback?: unknown,
  parameter?: unknown,
) => unknown;

type Callback = (answer: unknown, success?: boolean) => void;

/**
 * The commands of the CMP API, and whom to call back when something changed.
 *
 * @see IAB Tech Lab, Consent Management Platform API v2
 */
export function createApi(answers: TcfAnswers): { api: TcfApi; tell(): void } {
  const listeners = new Map<number, Callback>();
  let last = 0;
  const commands: { readonly [command: string]: (callback: Callback, parameter: unknown) => void } = {
    getTCData: (callback, parameter) =>
      isIds(parameter) ? callback(answers.read(parameter, undefined), true) : callback(null, false),
    addEventListener(callback) {
      last += 1;
      listeners.set(last, callback);
      callback(answers.read(undefined, last), true);
    },
    removeEventListener: (callback, parameter) => callback(listeners.delete(parameter as number)),
    getVendorList(callback, parameter) {
      const list = answers.list(parameter);
      callback(list ?? null, !!list);
    },
  };
  return {
    api(command, version, callback, parameter) {
      if (typeof callback !== "function") return;
      const call = callback as Callback;
      if (!isVersion(version)) call(null, false);
      else if (command === "ping") call(answers.ping(), true);
      // In error, a CMP answers nothing else.
      else if (answers.isBroken) return;
      else if (typeof command === "string" && Object.hasOwn(commands, command))
        commands[command]?.(call, parameter);
      else call(null, false);
    },
    tell() {
      for (const [id, listener] of [...listeners])
        if (listeners.get(id) === listener) attempt(() => listener(answers.read(undefined, id), true));
    },
  };
}

/** No client keeps another from being told. */
export function attempt(run: () => void): void {
  try {
    run();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** The only version that there is, or the latest. */
function isVersion(version: unknown): boolean {
  return version === 2 || version === 0 || version === null || version === undefined || version === "2";
}

function isIds(parameter: unknown): parameter is readonly number[] | undefined {
  return (
    parameter === undefined ||
    parameter === null ||
    (Array.isArray(parameter) && parameter.every(Number.isInteger))
  );
}
