import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { SiteService } from "../site.ts";

/** Bundles an entry for the page, in one way for all: what it imports lazily, it loads lazily. */
export async function modules(
  entry: string,
  services: readonly SiteService[],
): Promise<{ [path: string]: string }> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`entries/${entry}`, import.meta.url))],
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    outdir: "/",
    entryNames: "entry",
    target: "es2022",
    conditions: ["module", "production"],
    define: { "process.env.NODE_ENV": '"production"', __SERVICES__: JSON.stringify(services) },
    legalComments: "none",
    // Whatever can be compiled beside the page's own work, is.
    banner: { js: "//# allFunctionsCalledOnLoad" },
    write: false,
    logLevel: "error",
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text]));
}

/** What a package ships, as it is. */
export function shipped(file: string): string {
  return readFileSync(fileURLToPath(import.meta.resolve(file)), "utf8");
}
