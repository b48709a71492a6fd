import { hosts } from "./hosts.ts";

/** What is drawn: a script that runs on a page once everything is mounted, and how it is mounted. */
export interface Scene {
  readonly name: string;
  readonly host?: keyof typeof hosts;
  readonly locale?: string;
  /** Options of `mount`. */
  readonly options?: object;
  /** Options of `createConsent`. */
  readonly consent?: object;
  readonly script?: string;
  readonly isFullPage?: boolean;
  readonly media?: "print";
  /** In the head, besides. */
  readonly style?: string;
}

const layouts = ["box", "bar", "dialog"] as const;
const banners = layouts.map((layout): Scene => ({ name: `banner-${layout}`, options: { layout } }));

const open = "consent.openPreferences();";
const down = "scrollTo(0, document.body.scrollHeight);";
const openPolicy = `
  const { cookiePolicy } = await import("/policy.js");
  const main = document.querySelector("main");
  main.innerHTML = "<h1>Cookie policy</h1><div></div>";
  assent.render(main.lastChild, consent, (state) => cookiePolicy(state, { ...view, policy }));`;
const policy: Scene = {
  name: "policy",
  script: `consent.save({ statistics: true }); consent.answer("youtube", true); ${openPolicy}`,
  isFullPage: true,
};

/** Every component, in each layout and in the states that look different. */
const components: Scene[] = [
  ...banners,
  { name: "banner-gpc", consent: { gpc: true } },
  { name: "banner-new", script: "renew();" },
  { name: "preferences", script: open },
  {
    name: "preferences-details",
    script: `${open} later(() => document.querySelectorAll("dialog details").forEach((part) => { part.open = true; }));`,
  },
  {
    name: "preferences-gpc",
    consent: { gpc: true },
    script: `consent.rejectAll(); consent.answer("youtube", true); ${open}`,
  },
  { name: "preferences-new", script: `renew(); ${open}` },
  { name: "placeholder", script: `consent.rejectAll(); ${down}` },
  { name: "choices", script: `consent.acceptAll(); ${down}` },
  { name: "choices-california", consent: { region: "US-CA", gpc: true }, script: down },
  {
    name: "notice",
    script: `consent.onGrant("statistics", () => {}); consent.acceptAll(); document.cookie = "_pk_id.1=a"; consent.withdraw(); await new Promise((done) => setTimeout(done, 300));`,
  },
  policy,
];

/** A long language, a dense one, and one that runs to the left. */
const translated = ["de", "ja", "ar"].flatMap((locale) =>
  components
    .filter(({ name }) => /^banner-(box|bar|dialog)$|^(preferences|placeholder|notice|policy)$/.test(name))
    .map((scene) => ({ ...scene, name: `${scene.name}-${locale}`, locale })),
);

const visits = (Object.keys(hosts) as (keyof typeof hosts)[]).flatMap((host) =>
  [...banners, ...components.filter(({ name }) => /^(preferences|policy)$/.test(name))].map((scene) => ({
    ...scene,
    name: `${host}-${scene.name}`,
    host,
  })),
);

const paper: Scene = { ...policy, name: "policy-print", media: "print" };

export const scenes: Scene[] = [...components, ...translated, ...visits, paper];

/** The page of a scene. */
export function page(scene: Scene): string {
  const { host = "newspaper", options = {}, consent = {}, script = "", style = "", locale = "en" } = scene;
  const { title, body, style: own } = hosts[host];
  const dir = ["ar", "fa", "he"].includes(locale) ? "rtl" : "ltr";
  return `<!doctype html>
<html lang="${locale}" dir="${dir}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${own} .embed { display: grid; min-height: 16rem; margin-block: 1.5rem } ${style}</style>
<link rel="stylesheet" href="/policy.css">
<script type="importmap">{ "imports": { "@assent/core": "/core/index.js" } }</script>
<body>
${body('<div class="embed" id="embed"></div>')}
<footer><div class="assent-choices"></div></footer>
<script src="/assent.js"></script>
<script type="module">
  import messages from "/locales/${locale}.js";
  const later = (run) => requestAnimationFrame(() => requestAnimationFrame(run));
  const given = ${policySource};
  const policy = assent.definePolicy(given);
  const start = (policy) => {
    const consent = assent.createConsent(policy, ${JSON.stringify({ region: "FR", gpc: false, ...consent })});
    consent.start();
    return consent;
  };
  // Somebody who chose before there were videos.
  const renew = () => {
    if (location.hash) return;
    const { media, ...categories } = given.categories;
    const { youtube, ...services } = given.services;
    start(assent.definePolicy({ categories, services })).acceptAll();
    location.hash = "#renewed";
    location.reload();
  };
  window.consent = start(policy);
  const view = { messages, policyUrl: "/cookies", clear: assent.clear, ...${JSON.stringify(options)} };
  document.querySelector("#embed").append(document.createElement("div"), Object.assign(document.createElement("iframe"), { title: "Video" }));
  const frame = document.querySelector("iframe");
  frame.hidden = true;
  frame.dataset.assent = "youtube";
  frame.dataset.assentSrc = "about:blank";
  assent.render(document.querySelector("#embed div"), consent, (state) => assent.embedPlaceholder(state, { ...view, policy, service: "youtube" }));
  assent.openGates(consent);
  assent.mount(consent, view);
  ${script}
  await document.fonts.ready;
  later(() => later(() => { window.isDrawn = true; }));
</script>
</body>
</html>`;
}

const policySource = `{
  categories: { necessary: "exempt", statistics: "ask", media: "ask", advertising: { rule: "ask", sale: true } },
  services: {
    session: { category: "necessary", provider: "Opendatasoft", party: "first", function: "Authentication", location: ["front office", "back office"], cookies: {
      sessionid: { purpose: "To remember the user from one page to another", maxAge: "session", httpOnly: true },
    } },
    language: { category: "necessary", provider: "Opendatasoft", party: "first", function: "Language selection", location: ["front office", "back office"], cookies: {
      django_language: { purpose: "To remember the visitor’s language", maxAge: 31536000 },
    } },
    choices: { category: "necessary", provider: "Opendatasoft", party: "first", function: "Choices related to your cookie preferences", cookies: {
      cookies_preferences: { purpose: "To remember the visitor’s cookie preferences", maxAge: 34560000, refresh: true },
    } },
    draft: { category: "necessary", provider: "Opendatasoft", party: "first", function: "Unsent comments", cookies: {
      comment_draft: { purpose: "To keep what you wrote until you send it", kind: "local", maxAge: "persistent" },
    } },
    visitors: { category: "statistics", provider: "Opendatasoft", party: "first", function: "Audience measurement", cookies: {
      "_pk_id.*": { purpose: "To tell visits apart", maxAge: 33955200 },
      "_pk_ses.*": { purpose: "To count what one visit looks at", maxAge: 1800 },
    } },
    youtube: { category: "media", provider: "Google", party: "third", function: "YouTube videos", cookies: {
      VISITOR_INFO1_LIVE: { purpose: "To estimate the bandwidth", maxAge: 15552000, domain: "youtube.com" },
    } },
    ads: { category: "advertising", provider: "Example Ads", party: "third", function: "Advertising", cookies: {
      _ad_id: { purpose: "To choose and count advertisements", maxAge: 7776000 },
    } },
  },
}`;
