import { globSync, readFileSync } from "node:fs";

/** The lines of application code in each example of a framework, without imports, declarations and empty lines. */
export function appLines(): { readonly [example: string]: number } {
  const folder = import.meta.dirname;
  return Object.fromEntries(
    ["react-vite", "vue-vite"].map((example) => [
      example,
      globSync(`${folder}/${example}/src/*.{ts,tsx,vue}`)
        .filter((path) => !path.endsWith(".d.ts"))
        .flatMap((path) => readFileSync(path, "utf8").split("\n"))
        .filter((line) => line.trim() && !line.startsWith("import ")).length,
    ]),
  );
}

if (process.argv[1] === import.meta.filename) {
  for (const [example, lines] of Object.entries(appLines())) console.log(`${example}: ${lines} lines`);
  process.exitCode = Object.values(appLines()).some((lines) => lines >= 80) ? 1 : 0;
}
