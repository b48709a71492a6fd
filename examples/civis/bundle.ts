import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The browser's part: `browser.js`, and what that asks for once somebody needs it. */
export async function bundle(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
    entryPoints: ["browser.ts"],
    outdir: ".",
    bundle: true,
    splitting: true,
    conditions: ["production"],
    format: "esm",
    // Modules that say that they have no side effects may be left out: that is meant.
    logOverride: { "ignored-bare-import": "silent" },
    minify: true,
    target: "es2022",
    write: false,
  });
  return new Map(outputFiles.map(({ path, text }) => [path.replace(/.*[/\\]/, ""), text]));
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(new URL("dist", import.meta.url), { recursive: true });
  for (const [name, text] of await bundle()) {
    writeFileSync(new URL(`dist/${name}`, import.meta.url), text);
    console.log(`dist/${name}: ${(gzipSync(text).length / 1024).toFixed(1)} kB, min + gzip`);
  }
}
