/**
 * What stands in for a vendor: its snippet, as a site pastes it, and its script, which replays the queue that it finds and
 * takes its place as the real one does. Each function stands alone, so that it can be sent into a page as text.
 */
export interface StandIn {
  /** What stands in the site's markup; it says "page" when it has been used. */
  readonly snippet: (page: Page) => void;
  /** What the vendor serves; `hear` gets each command, as the vendor's documentation writes it. */
  readonly script: (page: Page, hear: (...command: unknown[]) => void) => void;
}

// biome-ignore lint/suspicious/noExplicitAny: the page's globals, by names that vendors chose
export type Page = { [name: string]: any };

/** A queue of arrays whose place an object with `push` takes: Matomo, Contentsquare. */
const queued = (name: string, first: string): StandIn => ({
  snippet: new Function(
    "page",
    `page.${name} = page.${name} || []; page.${name}.push(["${first}"]);`,
  ) as StandIn["snippet"],
  script: new Function(
    "page",
    "hear",
    `const queue = page.${name} || [];
    page.${name} = { push: (...commands) => commands.forEach((command) => hear(...command)) };
    page.${name}.push(...queue);`,
  ) as StandIn["script"],
});

/** A queue that has methods: its script takes the place of the methods, and of the queue. */
const methodical = (name: string, methods: string, first: string): StandIn => ({
  snippet: new Function(
    "page",
    `const queue = (page.${name} = page.${name} || []);
    for (const method of "${methods}".split(" "))
      queue[method] = (...given) => { queue.push([method, ...given]); };
    queue.${first}();`,
  ) as StandIn["snippet"],
  script: new Function(
    "page",
    "hear",
    `const queue = page.${name} || [];
    const real = {};
    for (const method of "${methods}".split(" ")) real[method] = (...given) => hear(method, ...given);
    page.${name} = real;
    for (const [method, ...given] of queue) real[method](...given);`,
  ) as StandIn["script"],
});

export const standIns: { readonly [vendor: string]: StandIn } = {
  google: {
    snippet: (page) => {
      page.dataLayer = page.dataLayer || [];
      page.gtag = function gtag() {
        // biome-ignore lint/complexity/noArguments: what Google knows its commands by
        page.dataLayer.push(arguments);
      };
      page.gtag("config", "G-1");
    },
    script: (page, hear) => {
      const layer = page.dataLayer || [];
      const read = (item: ArrayLike<unknown>) => {
        if (Object.prototype.toString.call(item) === "[object Arguments]") hear(...Array.from(item));
      };
      page.dataLayer = layer;
      for (const item of layer) read(item);
      layer.push = (...items: ArrayLike<unknown>[]) => {
        for (const item of items) {
          Array.prototype.push.call(layer, item);
          read(item);
        }
      };
    },
  },
  "data-layer": {
    snippet: (page) => {
      page.dataLayer = page.dataLayer || [];
      page.dataLayer.push({ "gtm.start": 1, event: "gtm.js" });
    },
    script: (page, hear) => {
      const layer = page.dataLayer || [];
      page.dataLayer = layer;
      for (const item of layer) hear(item);
      layer.push = (...items: unknown[]) => {
        Array.prototype.push.apply(layer, items);
        for (const item of items) hear(item);
      };
    },
  },
  microsoft: {
    snippet: (page) => {
      page.uetq = page.uetq || [];
      page.uetq.push("event", "page_view", {});
      page.clarity =
        page.clarity ||
        ((...command: unknown[]) => {
          page.clarity.q = page.clarity.q || [];
          page.clarity.q.push(command);
        });
      page.clarity("set", "page", "home");
    },
    script: (page, hear) => {
      const read = (items: unknown[]) => {
        for (let at = 0; at < items.length; at += 3) hear(...items.slice(at, at + 3));
      };
      const queue = page.uetq || [];
      page.uetq = { push: (...items: unknown[]) => read(items) };
      read(queue);
      const waiting = page.clarity?.q || [];
      page.clarity = (...command: unknown[]) => hear("clarity", ...command);
      for (const command of waiting) page.clarity(...command);
    },
  },
  meta: {
    snippet: (page) => {
      if (page.fbq) return;
      // biome-ignore lint/suspicious/noExplicitAny: a function with fields
      const pixel: any = (...command: unknown[]) =>
        pixel.callMethod ? pixel.callMethod(...command) : pixel.queue.push(command);
      page.fbq = pixel;
      if (!page._fbq) page._fbq = pixel;
      pixel.queue = [];
      page.fbq("init", "1");
    },
    script: (page, hear) => {
      const pixel = page._fbq;
      if (!pixel) return;
      pixel.callMethod = hear;
      for (const command of pixel.queue.splice(0)) hear(...command);
    },
  },
  tiktok: methodical("ttq", "page track holdConsent grantConsent revokeConsent", "page"),
  matomo: queued("_paq", "trackPageView"),
  hotjar: queued("_uxa", "trackPageview"),
  segment: methodical("analytics", "page track addSourceMiddleware", "page"),
  posthog: methodical("posthog", "capture set_config opt_in_capturing opt_out_capturing", "capture"),
  "piwik-pro": {
    snippet: (page) => {
      page.ppms = page.ppms || {};
      page.ppms.cm = page.ppms.cm || {};
      page.ppms.cm.api =
        page.ppms.cm.api ||
        ((...command: unknown[]) => {
          page.ppms.cm.api.q = page.ppms.cm.api.q || [];
          page.ppms.cm.api.q.push(command);
        });
    },
    script: (page, hear) => {
      page.ppms = page.ppms || {};
      page.ppms.cm = page.ppms.cm || {};
      const waiting = page.ppms.cm.api?.q || [];
      page.ppms.cm.api = hear;
      for (const command of waiting) hear(...command);
    },
  },
  shopify: {
    snippet: (page) => {
      const features: (() => void)[] = [];
      const set: unknown[][] = [];
      page.Shopify = {
        features,
        loadFeatures(_: unknown, done: () => void) {
          if (page.Shopify.customerPrivacy) done();
          else features.push(done);
        },
        set,
      };
    },
    script: (page, hear) => {
      if (!page.Shopify) return;
      page.Shopify.customerPrivacy = {
        setTrackingConsent: (granted: object, done: () => void) => {
          hear("setTrackingConsent", granted);
          done();
        },
      };
      for (const done of page.Shopify.features.splice(0)) done();
    },
  },
  plausible: {
    snippet: () => {},
    script: (page, hear) => {
      const storage = page.localStorage;
      const counts = () => storage.getItem("plausible_ignore") !== "true";
      page.plausible = () => counts() && hear("pageview");
      page.plausible();
    },
  },
  linkedin: {
    snippet: (page) => {
      page._linkedin_data_partner_ids = page._linkedin_data_partner_ids || [];
      page._linkedin_data_partner_ids.push("1");
    },
    script: (page, hear) => {
      page.lintrk = hear;
    },
  },
};
