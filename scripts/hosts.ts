/** Sites that the components are looked at on: each with a voice of its own. */
export interface Host {
  readonly title: string;
  readonly style: string;
  /** What stands in the body, around the place of the content. */
  readonly body: (content: string) => string;
}

const paragraph =
  "From tree inventories to the opening hours of every library, the city now publishes what it knows. Residents have already built a map of shaded routes, and a calendar that says when the market is at its quietest.";
const times = (count: number, text: string): string => text.repeat(count);

const newspaper: Host = {
  title: "The Aurelle Gazette",
  style: `
    body { margin: 0; font: 1.0625rem/1.6 "P052", Palatino, Georgia, serif; background: light-dark(#fffdf8, #16150f); color: light-dark(#1d1b16, #ebe7dc) }
    header, main, footer { max-width: 44rem; margin: auto; padding: 1.25rem }
    header { text-align: center; font: small-caps 2rem "P052", serif; border-bottom: 3px double }
    h1 { font-size: clamp(1.75rem, 5vw, 2.75rem); line-height: 1.1; text-wrap: balance }
    main > p:first-of-type::first-letter { float: left; font-size: 3.4em; line-height: 0.8; padding: 0.08em 0.08em 0 0 }`,
  body: (content) => `<header>The Aurelle Gazette</header>
    <main><h1>City opens a hundred new datasets, and asks what you would do with them</h1>
    ${times(4, `<p>${paragraph}</p>`)}${content}</main>`,
};

const shop: Host = {
  title: "Linden & Loom",
  style: `
    body { margin: 0; font: 0.9375rem/1.45 "Nimbus Sans", Helvetica, Arial, sans-serif; background: light-dark(#fff, #111); color: light-dark(#222, #eee); --assent-accent: light-dark(#0b5d4e, #7fd6c2) }
    header { display: flex; justify-content: space-between; padding: 1rem 4vw; letter-spacing: 0.08em; text-transform: uppercase; border-bottom: 1px solid light-dark(#ddd, #333) }
    main { padding: 2rem 4vw } h1 { font-weight: 400; font-size: 2rem }
    ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: 1.5rem; padding: 0; list-style: none }
    li i { display: block; aspect-ratio: 3 / 4; background: linear-gradient(140deg, light-dark(#e9e2d8, #2b2a28), light-dark(#c9d4cf, #3b4642)) }
    footer { padding: 1rem 4vw }`,
  body: (content) => `<header><b>Linden & Loom</b><span>Bag (2)</span></header>
    <main><h1>New linen for summer</h1>
    <ul>${times(10, "<li><i></i><p>Shirt, washed linen<br>€ 69</p></li>")}</ul>${content}</main>`,
};

const city: Host = {
  title: "City of Aurelle",
  style: `
    html { font-size: 62.5% }
    body { margin: 0; font: 1.8rem/1.5 "DejaVu Sans", Verdana, sans-serif; background: light-dark(#fff, #10151c); color: light-dark(#0b0c0c, #f3f2f1); --assent-accent: light-dark(#1d4f91, #9cc3f5) }
    header { padding: 1.6rem 4vw; color: #fff; background: #1d4f91; font-weight: bold }
    main, footer { max-width: 96rem; margin: auto; padding: 2rem 4vw } h1 { font-size: 3.2rem; line-height: 1.2 }
    a { color: light-dark(#1d4f91, #9cc3f5) } li { margin-block: 0.8rem }`,
  body: (content) => `<header>City of Aurelle</header>
    <main><h1>What can we do for you?</h1><ul>${times(3, '<li><a href="#main">Register a move</a></li><li><a href="#main">Apply for a parking permit</a></li><li><a href="#main">Report a broken street lamp</a></li>')}</ul>
    <p>${paragraph}</p>${content}</main>`,
};

const handbook: Host = {
  title: "tessera: documentation",
  style: `
    *, ::before { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid }
    body { font: 1rem/1.75 ui-sans-serif, system-ui, sans-serif; background: light-dark(#fff, #0d1117); color: light-dark(#1f2937, #c9d1d9); display: grid; grid-template-columns: minmax(0, 15rem) minmax(0, 1fr) }
    nav { border-inline-end: 1px solid light-dark(#e5e7eb, #30363d); padding: 1.5rem; font-size: 0.875rem }
    main, footer { grid-column: 2; padding: 2rem; max-width: 50rem } h1 { font-size: 1.875rem; line-height: 1.3 } p { margin-block: 1rem }
    pre { padding: 1rem; border-radius: 0.5rem; background: light-dark(#f3f4f6, #161b22); overflow: auto; font-size: 0.875rem }
    @media (width < 48rem) { body { display: block } nav { display: none } }`,
  body: (
    content,
  ) => `<nav>${times(2, "<p>Getting started</p><p>Concepts</p><p>Recipes</p><p>Reference</p>")}</nav>
    <main><h1>Getting started</h1><p>${paragraph}</p><pre>import { tile } from "tessera";\n\nconst floor = tile({ width: 12, height: 8 });</pre>${times(2, `<p>${paragraph}</p>`)}${content}</main>`,
};

export const hosts = { newspaper, shop, city, handbook } as const;
