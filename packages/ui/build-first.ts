import { mkdirSync, writeFileSync } from "node:fs";
import { english } from "./src/english/first.ts";
import { locales } from "./src/locale.ts";

const url = (path: string): URL => new URL(`dist/locales/${path}`, import.meta.url);

const types = `import type { FirstMessages } from "../../index.js";
declare const messages: FirstMessages;
export default messages;
`;

// A locale is written as one object. What a first visit reads of it is a module of its own.
mkdirSync(url("first/"), { recursive: true });
for (const locale of locales) {
  const { default: messages } = await import(url(`${locale}.js`).href);
  const first = Object.fromEntries(Object.keys(english).map((name) => [name, messages[name]]));
  writeFileSync(url(`first/${locale}.js`), `export default ${JSON.stringify(first, undefined, 2)};\n`);
  writeFileSync(url(`first/${locale}.d.ts`), types);
}
