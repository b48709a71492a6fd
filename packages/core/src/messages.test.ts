import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const here = dirname(fileURLToPath(import.meta.url));
const files = ["policy.test-d.ts", "consent.test-d.ts"].map((name) => join(here, name));

/** What the type checker says of the type tests, at the lines where they expect a mistake. */
function messages(): { readonly file: string; readonly line: number; readonly text: string }[] {
  const config = join(here, "../../../tsconfig.types.json");
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    dirname(config),
  );
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (name, target, ...rest) =>
    files.includes(name)
      ? ts.createSourceFile(
          name,
          readFileSync(name, "utf8").replaceAll("@ts-expect-error", "expected"),
          target,
        )
      : read(name, target, ...rest);
  const program = ts.createProgram(files, options, host);
  return files.flatMap((name) => {
    const source = program.getSourceFile(name) as ts.SourceFile;
    return program.getSemanticDiagnostics(source).map(({ start = 0, messageText }) => ({
      file: name,
      line: source.getLineAndCharacterOfPosition(start).line + 1,
      text: ts.flattenDiagnosticMessageText(messageText, "\n"),
    }));
  });
}

test("a mistake in a policy, or in a name, is told in words that say what may stand there", () => {
  const said = messages();
  const expected = files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line, index) => {
        const words = /@ts-expect-error: ((?:Type|Argument) .*)/.exec(line)?.[1];
        return words ? [{ file, line: index + 2, words }] : [];
      }),
  );
  expect(expected.length).toBeGreaterThan(6);
  for (const { file, line, words } of expected) {
    const there = said.filter((message) => message.file === file && message.line === line);
    expect(there.map(({ text }) => text).join("\n")).toContain(words);
  }
});
