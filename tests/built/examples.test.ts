import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { docstringExamples, type Example, pageExamples } from "./examples.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const prelude = fileURLToPath(new URL("prelude.ts", import.meta.url));
const read = (file: string): string => readFileSync(root + file, "utf8");
const files = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: root, exclude: (name) => name.includes("node_modules") }).sort();

const pages = files("README.md", "packages/*/README.md", "docs/**/*.md").flatMap((file) =>
  pageExamples(file, read(file)),
);
const docstrings = files("packages/*/src/**/*.{ts,tsx}")
  .filter((file) => !/\.test(-d)?\.tsx?$/.test(file))
  .flatMap((file) => docstringExamples(file, read(file)));
const examples = [...pages, ...docstrings];

it("finds examples in the docstrings, and in the README once there is one", () => {
  expect(docstrings).not.toEqual([]);
  if (existsSync(`${root}README.md`)) expect(pages).not.toEqual([]);
});

describe("compiles, against the built packages,", () => {
  const errors = compile(examples);
  it.each(examples)("$place", (example) => {
    const found = errors.get(example) ?? [];
    if (example.refused) expect(found, "an example of what is refused compiles").not.toEqual([]);
    else expect(found).toEqual([]);
  });
});

it("finds an example that doesn't compile", () => {
  const wrong = pageExamples("page.md", "```ts\nconst a: string = 1;\n```\n");
  expect(compile(wrong).get(wrong[0] as Example)?.[0]).toContain("not assignable");
});

/** What is put into `Register` is there for a whole program, so such an example is a program of its own. */
function compile(all: Example[]): Map<Example, string[]> {
  const registering = all.filter(({ code }) => /interface Register\b/.test(code));
  const others = all.filter((example) => !registering.includes(example));
  return new Map([others, ...registering.map((example) => [example])].flatMap(compileProgram));
}

function compileProgram(group: Example[]): [Example, string[]][] {
  if (group.length === 0) return [];
  const sources = new Map(
    group.map((example, index) => [`${root}tests/built/example-${index}.${example.language}`, example]),
  );
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => sources.has(name) || fileExists(name);
  host.getSourceFile = (name, languageVersion, ...rest) => {
    const example = sources.get(name);
    if (!example) return getSourceFile(name, languageVersion, ...rest);
    return ts.createSourceFile(name, `${example.code}\nexport {};\n`, languageVersion);
  };
  host.resolveModuleNameLiterals = (literals, containing, redirect, own) =>
    literals.map(({ text }) =>
      sources.has(containing) && /^\.{1,2}\/(.*\/)?(assent|consent|policy)(\.[jt]s)?$/.test(text)
        ? { resolvedModule: { resolvedFileName: prelude, extension: ".ts" } }
        : ts.resolveModuleName(text, containing, own, host, undefined, redirect),
    );

  const program = ts.createProgram([prelude, ...sources.keys()], options, host);
  return [...sources].map(([name, example]) => {
    const source = program.getSourceFile(name);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return [example, found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))];
  });
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(`${root}tsconfig.base.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return { ...options, jsx: ts.JsxEmit.ReactJSX, types: ["node"] };
}
