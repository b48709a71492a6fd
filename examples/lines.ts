import { globSync, readFileSync } from "node:fs";

/**
 * The lines of application code in each example of a framework: all that it has in TypeScript and Vue, without imports,
 * directives, comments, declarations of types, configuration and empty lines.
 */
export function appLines(): { readonly [example: string]: number } {
  const examples = ["react-vite", "vue-vite", "next", "nuxt"];
  return Object.fromEntries(examples.map((example) => [example, filesOf(example).flatMap(linesIn).length]));
}

function filesOf(example: string): string[] {
  const folder = `${import.meta.dirname}/${example}`;
  return globSync(`${folder}/{*,{app,server,shared,src}/**/{*,.*/*}}.{ts,tsx,vue}`).filter(
    (path) => !/\.(d|config)\.ts$/.test(path),
  );
}

function linesIn(path: string): string[] {
  const code = readFileSync(path, "utf8").replace(/^(import [^;]+|"use [a-z]+");$/gm, "");
  return code
    .replace(/^ *\/\/.*$|\/\*\*[\s\S]*?\*\//gm, "")
    .split("\n")
    .filter((line) => line.trim());
}

if (process.argv[1] === import.meta.filename) {
  for (const [example, lines] of Object.entries(appLines())) console.log(`${example}: ${lines} lines`);
  process.exitCode = Object.values(appLines()).some((lines) => lines >= 80) ? 1 : 0;
}
