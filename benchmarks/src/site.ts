/** The site that every contender is set up for: the same categories, services and cookies. */
export type CategoryName = "necessary" | "statistics" | "advertising";

export interface SiteService {
  readonly name: string;
  readonly category: CategoryName;
  readonly cookies: readonly string[];
}

export const services: readonly SiteService[] = [
  { name: "session", category: "necessary", cookies: ["sessionid"] },
  { name: "language", category: "necessary", cookies: ["site_language"] },
  { name: "csrf", category: "necessary", cookies: ["csrftoken"] },
  { name: "audience", category: "statistics", cookies: ["_ex_id", "_ex_ses.*"] },
  { name: "heatmap", category: "statistics", cookies: ["_heat"] },
  { name: "pixel", category: "advertising", cookies: ["_px", "_px_click"] },
  { name: "video", category: "advertising", cookies: ["VISITOR_INFO", "YSC"] },
];

/** A large site's: those, and as many again with other names as make a hundred. */
export const many: readonly SiteService[] = Array.from({ length: 100 }, (_, index) => {
  const { name, category, cookies } = services[index % services.length] as SiteService;
  const turn = Math.floor(index / services.length);
  return turn
    ? { name: `${name}${turn}`, category, cookies: cookies.map((one) => `${one}${turn}`) }
    : { name, category, cookies };
});

/** The name that gated elements carry, as a category and as a service. */
export const gated = { category: "statistics", service: "audience" } as const;

/** One transparent pixel, so that nothing is fetched. */
export const pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

/** What a gated inline script does. */
export const inline = "globalThis.ran = (globalThis.ran ?? 0) + 1";
