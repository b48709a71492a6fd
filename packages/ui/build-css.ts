import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { Features, transform } from "lightningcss";

const url = (path: string): URL => new URL(path, import.meta.url);

/** One layer, so that a site's layers can be ordered around it. */
function layer(...parts: string[]): string {
  const source = parts.map((part) => readFileSync(url(`src/css/${part}.css`), "utf8")).join("\n");
  const { code } = transform({
    filename: "assent.css",
    code: Buffer.from(`@layer assent {\n${source}\n}`),
    minify: true,
    exclude: Features.VendorPrefixes,
    targets: { chrome: 111 << 16, firefox: 121 << 16, safari: (16 << 16) | (4 << 8) },
  });
  return short(code.toString());
}

/** What nobody outside sees has names of one letter, the same in each file; what needs no blank has none. */
function short(css: string): string {
  return css
    .replace(/--_[\w-]+/g, (name) => `--_${String.fromCharCode(97 + names.indexOf(name))}`)
    .replaceAll(", ", ",")
    .replaceAll(" * ", "*");
}

const names: string[] = [...new Set(readFileSync(url("src/css/banner.css"), "utf8").match(/--_[\w-]+/g))];

/**
 * Every declaration is important: a page's own rules for buttons and headings can't make one choice less visible than
 * another. Sites change the custom properties.
 */
export function stylesheet(...parts: string[]): string {
  // Declarations of a rule, but not of a keyframe: there nothing may be important.
  return layer(...parts).replace(/(\d+%)?{([^{}]+)}/g, (block, frame, declarations: string) =>
    frame ? block : `{${declarations.replace(/;|$/g, "!important$&")}}`,
  );
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(url("dist"), { recursive: true });
  // Since version 6, TypeScript wants to know of what is imported for its effect alone.
  writeFileSync(url("dist/css.d.ts"), "export {};\n");
  for (const [name, css] of [
    ["banner", stylesheet("banner")],
    ["layers", stylesheet("layers")],
    ["assent", stylesheet("banner", "layers")],
    // The document's text gives way to the site's own styles, its tables don't.
    ["policy", layer("policy") + stylesheet("table")],
  ] as const) {
    writeFileSync(url(`dist/${name}.css`), css);
    console.log(`dist/${name}.css: ${css.length} bytes, ${gzipSync(css, { level: 9 }).length} with gzip`);
  }
}
