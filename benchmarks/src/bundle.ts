import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a site ships: one way for all. */
export async function bundle(source: string, format: "iife" | "esm" = "iife"): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "ts" },
    bundle: true,
    minify: true,
    format,
    target: "es2022",
    conditions: ["module", "production"],
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

/** Bytes after minification and gzip -9. */
export function gzipped(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}
