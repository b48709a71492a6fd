import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import type { SiteService } from "../site.ts";

/** Bundles an entry for the page, as Vite does, in one way for all: what it imports lazily, it loads lazily. */
export async function modules(
  entry: string,
  services: readonly SiteService[],
): Promise<{ [path: string]: string }> {
  const bundle = await rolldown({
    input: { entry: fileURLToPath(new URL(`entries/${entry}`, import.meta.url)) },
    platform: "browser",
    resolve: { conditionNames: ["import", "module", "production", "default"] },
    transform: {
      define: { "process.env.NODE_ENV": '"production"', __SERVICES__: JSON.stringify(services) },
      target: "es2022",
    },
    logLevel: "silent",
  });
  const { output } = await bundle.generate({
    format: "esm",
    minify: true,
    comments: false,
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
  });
  await bundle.close();
  return Object.fromEntries(
    output.flatMap((file) =>
      // Whatever can be compiled beside the page's own work, is.
      file.type === "chunk" ? [[file.fileName, `//# allFunctionsCalledOnLoad\n${file.code}`]] : [],
    ),
  );
}

/** What a package ships, as it is. */
export function shipped(file: string): string {
  return readFileSync(fileURLToPath(import.meta.resolve(file)), "utf8");
}
