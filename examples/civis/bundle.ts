import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The browser's part, in one file. */
export async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
    entryPoints: ["browser.ts"],
    bundle: true,
    conditions: ["production"],
    format: "esm",
    // Modules that say that they have no side effects may be left out: that is meant.
    logOverride: { "ignored-bare-import": "silent" },
    minify: true,
    target: "es2022",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

if (process.argv[1] === import.meta.filename) {
  const text = await bundle();
  mkdirSync(new URL("dist", import.meta.url), { recursive: true });
  writeFileSync(new URL("dist/browser.js", import.meta.url), text);
  console.log(`dist/browser.js: ${(gzipSync(text).length / 1024).toFixed(1)} kB, min + gzip`);
}
