import { copyFileSync, mkdirSync } from "node:fs";

/** What goes onto a web server: the page, and what it asks for. */
const files = {
  "index.html": new URL("index.html", import.meta.url).href,
  "assent.global.js": import.meta.resolve("@assent/ui/assent.global.js"),
  "site.css": import.meta.resolve("@assent/example-civis/site.css"),
  "visitors.js": import.meta.resolve("@assent/example-civis/visitors.js"),
};

mkdirSync(new URL("dist", import.meta.url), { recursive: true });
for (const [name, from] of Object.entries(files)) {
  copyFileSync(new URL(from), new URL(`dist/${name}`, import.meta.url));
}
