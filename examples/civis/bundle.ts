import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

/** The browser's part: `browser.js`, and what that asks for once somebody needs it. */
export async function bundle(): Promise<ReadonlyMap<string, string>> {
  const modules = await rolldown({
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    input: "browser.ts",
    resolve: { conditionNames: ["production", "import"] },
  });
  const { output } = await modules.generate({ chunkFileNames: "[name]-[hash].js", minify: true });
  return new Map(output.map((module) => [module.fileName, "code" in module ? module.code : ""]));
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(new URL("dist", import.meta.url), { recursive: true });
  for (const [name, text] of await bundle()) {
    writeFileSync(new URL(`dist/${name}`, import.meta.url), text);
    console.log(`dist/${name}: ${(gzipSync(text).length / 1024).toFixed(1)} kB, min + gzip`);
  }
}
