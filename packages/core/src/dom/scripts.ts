/** Runs an inert script; `gate` is the element that has to be allowed: itself, or the template around it. */
export type RunScript = (script: HTMLScriptElement, gate: HTMLElement, isParsed: boolean) => void;

/** Runs inert scripts, each once, in the order in which the page would have run them. */
export function createScripts(isAllowed: (gate: HTMLElement) => boolean): RunScript {
  const waiting: Parameters<RunScript>[] = [];
  let loading = 0;

  /** An inline script waits for those before it that load; the browser itself keeps the order of those. */
  function drain(): void {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const [script, gate, isParsed] = next;
      const isModule = script.dataset.type === "module";
      const isExternal = script.hasAttribute("src") || !!script.dataset.src;
      if (loading && !isExternal && !isModule) return;
      waiting.shift();
      if (!script.isConnected || !isAllowed(gate)) {
        known.delete(script);
        continue;
      }
      const running = prepare(script, isParsed);
      known.add(running);
      if (isExternal && !isModule && !running.async && !running.defer) {
        loading++;
        for (const type of ["load", "error"]) running.addEventListener(type, done);
      }
      script.after(running);
    }
  }

  function done(): void {
    loading--;
    drain();
  }

  return (...next) => {
    if (known.has(next[0])) return;
    known.add(next[0]);
    waiting.push(next);
    drain();
  };
}

const known = new WeakSet<HTMLScriptElement>();
let refusesCopies = false;

/**
 * What runs when it is put in the script's place: a copy, for a script that came by `innerHTML` never runs itself.
 * Under Trusted Types it is the other way round: there only what the page's own parser made runs, and by itself.
 * Such a page has nonces, so that a copy needn't be tried: that would be reported.
 */
function prepare(script: HTMLScriptElement, isParsed: boolean): HTMLScriptElement {
  const { dataset } = script;
  let running = script;
  // Scripts that came by `innerHTML` are not `async`, but in Firefox.
  if (!refusesCopies && !(isParsed && script.nonce && script.async)) {
    try {
      running = script.ownerDocument.createElement("script");
      for (const { name, value } of script.attributes) running.setAttribute(name, value);
      running.text = script.text;
      // Its attribute hides it once the element is connected.
      running.nonce = script.nonce;
    } catch {
      running = script;
      refusesCopies = true;
    }
  }
  if (dataset.src) running.src = dataset.src;
  running.type = dataset.type ?? "";
  running.async = script.hasAttribute("async");
  return running;
}
