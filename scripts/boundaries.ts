import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";

/** Who may import what. A file belongs to the longest path that it lies under; its own room it may always import. */
const house: Record<string, string[]> = {
  "packages/core/src": [],
  "packages/core/src/boot": ["packages/core/src"],
  "packages/core/src/dom": ["packages/core/src"],
  "packages/core/src/testing": ["packages/core/src"],
  "packages/core/src/global.ts": ["packages/core/src", "packages/core/src/dom"],
  "packages/audit/src": [
    "@assent/core",
    "@assent/ui",
    "@jridgewell/trace-mapping",
    "leven",
    "node",
    "playwright-core",
    "tldts",
  ],
  "packages/react/src": ["@assent/core", "react"],
  "packages/react/src/ui": ["@assent/core", "@assent/ui", "packages/react/src", "react"],
  "packages/server/src": ["@assent/core", "@assent/ui"],
  "packages/server/src/browser.ts": ["@assent/core"],
  "packages/server/src/cli": ["@assent/core", "packages/server/src", "packages/server/src/proofs", "node"],
  "packages/server/src/node.ts": ["packages/server/src", "node"],
  "packages/server/src/postgres.ts": ["packages/server/src", "packages/server/src/proofs"],
  "packages/server/src/proofs": ["@assent/core", "packages/server/src", "kysely", "node", "pg"],
  "packages/server/src/sqlite.ts": ["packages/server/src", "packages/server/src/proofs"],
  "packages/signals/src": ["@assent/core"],
  "packages/signals/src/gpp.ts": ["@assent/core", "@iabgpp/cmpapi", "packages/signals/src"],
  "packages/signals/src/tcf": ["@assent/core", "@iabtechlabtcf/core"],
  "packages/signals/src/tcf.ts": ["@assent/core", "packages/signals/src/tcf"],
  "packages/ui/src": ["@assent/core"],
  "packages/vue/src": ["@assent/core", "vue"],
  "packages/vue/src/ui": ["@assent/core", "@assent/ui", "packages/vue/src", "vue"],
};

/** One line for each import that crosses a boundary. */
export function violations(files: Record<string, string>): string[] {
  return Object.entries(files).flatMap(([file, source]) => {
    const room = roomOf(file);
    if (!room) return [`${file} is in no room of the house: say in scripts/boundaries.ts what it may import`];
    return importsOf(source)
      .filter((specifier) => !mayImport(room, targetOf(file, specifier)))
      .map((specifier) => `${file} must not import "${specifier}"`);
  });
}

function mayImport(room: string, target: string): boolean {
  return target === room || (house[room] ?? []).includes(target);
}

/** Imports, re-exports, dynamic imports, requires and types alike. */
function importsOf(source: string): string[] {
  return ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** The room that a relative path leads to, or the package's name. */
function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith(".")) {
    const path = posix.join(posix.dirname(file), specifier).replace(/\.js$/, ".ts");
    return roomOf(path) ?? path;
  }
  if (specifier.startsWith("node:")) return "node";
  const [scope = "", name = ""] = specifier.split("/");
  return scope.startsWith("@") ? `${scope}/${name}` : scope;
}

function roomOf(file: string): string | undefined {
  return Object.keys(house)
    .filter((room) => file === room || file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function sources(): Record<string, string> {
  const paths = globSync("packages/*/src/**/*.{ts,tsx}").map((path) => path.replaceAll("\\", "/"));
  const shipped = paths.filter((path) => !/\.test(-d)?\.tsx?$/.test(path)).sort();
  return Object.fromEntries(shipped.map((path) => [path, readFileSync(path, "utf8")]));
}

if (process.argv[1] === import.meta.filename) {
  const files = sources();
  const found = violations(files);
  for (const line of found) console.error(line);
  console.log(`Boundaries: ${Object.keys(files).length} files, ${found.length} violations`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
