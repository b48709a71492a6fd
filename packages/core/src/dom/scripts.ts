/** Runs inert scripts, each once, in the order in which the page would have run them. */
export function createScripts(
  isAllowed: (script: HTMLScriptElement) => boolean,
): (script: HTMLScriptElement) => void {
  const known = new WeakSet<HTMLScriptElement>();
  const waiting: HTMLScriptElement[] = [];
  let loading = 0;

  /** An inline script waits for those before it that load; the browser itself keeps the order of those. */
  function drain(): void {
    for (let script = waiting[0]; script; script = waiting[0]) {
      const isModule = script.dataset.type === "module";
      const isExternal = !!(script.getAttribute("src") ?? script.dataset.src);
      if (loading && !isExternal && !isModule) return;
      waiting.shift();
      if (!isAllowed(script)) {
        known.delete(script);
        continue;
      }
      if (!isExternal || isModule || script.hasAttribute("async") || script.defer) start(script);
      else {
        loading++;
        const done = () => {
          loading--;
          drain();
        };
        start(script, (running) => {
          running.addEventListener("load", done, { once: true });
          running.addEventListener("error", done, { once: true });
        });
      }
    }
  }

  return (script) => {
    if (known.has(script)) return;
    known.add(script);
    waiting.push(script);
    drain();
  };
}

let refusesText = false;

function start(script: HTMLScriptElement, prepare: (running: HTMLScriptElement) => void = () => {}): void {
  if (!refusesText && !isUntouched(script)) {
    try {
      const copy = script.ownerDocument.createElement("script");
      for (const { name, value } of script.attributes)
        if (!/^(type|data-(assent|type|src))$/.test(name)) copy.setAttribute(name, value);
      copy.text = script.text;
      // A nonce hides from its attribute once the element is connected.
      copy.nonce = script.nonce;
      prepare(copy);
      activate(copy, script, () => script.after(copy));
      return;
    } catch {
      // Trusted Types refuse text from scripts: what the parser made needn't be copied.
      refusesText = true;
    }
  }
  prepare(script);
  activate(script, script, () => script.parentNode?.insertBefore(script, script.nextSibling));
}

function activate(running: HTMLScriptElement, { dataset }: HTMLScriptElement, connect: () => void): void {
  if (dataset.src) running.src = dataset.src;
  if (dataset.type) running.type = dataset.type;
  else running.removeAttribute("type");
  if (!running.hasAttribute("async")) running.async = false;
  connect();
}

/**
 * A script that the page's own parser made runs when it is put in its place again, with its nonce and under Trusted
 * Types. One that came by `innerHTML` never will: it needs a copy. Until the document is parsed, `async` tells them apart.
 */
function isUntouched(script: HTMLScriptElement): boolean {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return (
    script.async && script.ownerDocument.readyState !== "complete" && !navigation?.domContentLoadedEventStart
  );
}
