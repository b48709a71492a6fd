/** What timed loads find in the page. */
declare global {
  /** When the gated scripts ran: the inline one, and the one that is a request. */
  var ranInline: number | undefined;
  var ranLoaded: number | undefined;
  /** Where very much is held back: when the last one ran. */
  var ranLast: number | undefined;
  var watch: Watch;
}

interface Watch {
  /** The frame in which the banner is to be seen, and the one in which it no longer is. */
  shown?: number;
  gone?: number;
  /** When the button was clicked. */
  clicked?: number;
  /** How long the click's own listeners took. */
  handled: number;
  shift: number;
  longest: number;
}

/** Runs before everything else in the page: looks at every frame until the banner is seen, and again after the click. */
export function install({ banner }: { banner: string }): void {
  const watch: Watch = { handled: 0, shift: 0, longest: 0 };
  globalThis.watch = watch;
  const isSeen = () => {
    const element = document.querySelector(banner);
    if (!element?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const { width, height, top, bottom } = element.getBoundingClientRect();
    return width > 0 && height > 0 && bottom > 0 && top < innerHeight;
  };
  const frame = () => {
    const now = performance.now();
    if (watch.shown === undefined && isSeen()) watch.shown = now;
    if (watch.clicked !== undefined && !isSeen()) watch.gone = now;
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  addEventListener("click", ({ timeStamp }) => (watch.clicked ??= timeStamp), true);
  const each = (type: string, take: (entry: never) => void, options: object = {}) =>
    new PerformanceObserver((list) => (list.getEntries() as never[]).forEach(take)).observe({
      type,
      ...options,
    });
  each("layout-shift", ({ value }: { value: number }) => (watch.shift += value));
  each(
    "longtask",
    ({ duration }: { duration: number }) => (watch.longest = Math.max(watch.longest, duration)),
  );
  each(
    "event",
    ({ name, processingStart, processingEnd }: PerformanceEventTiming) => {
      if (name === "click") watch.handled = processingEnd - processingStart;
    },
    { durationThreshold: 16 },
  );
}
