/** A piece of code that a reader may copy. */
export interface Example {
  /** The file it stands in and its first line: `README.md:12`. */
  place: string;
  language: "ts" | "tsx";
  code: string;
  /** It is there to show what the compiler refuses: its fence says `ts error`. */
  refused: boolean;
}

/** The ```ts and ```tsx blocks of a page. */
export function pageExamples(file: string, text: string): Example[] {
  return fences(text).map(({ line, ...example }) => ({ ...example, place: `${file}:${line}` }));
}

/** The `@example` tags of a source's docstrings, with or without a fence. */
export function docstringExamples(file: string, text: string): Example[] {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((docstring) => {
    const first = lineAt(text, docstring.index);
    const content = docstring[0].replace(/^\/\*\*|\*\/$/g, "").replace(/^[ \t]*\* ?/gm, "");
    return [...content.matchAll(/^[ \t]*@example\b(.*(?:\n(?![ \t]*@\w).*)*)/gm)].flatMap((tag) => {
      const line = first + lineAt(content, tag.index) - 1;
      const body = tag[1] ?? "";
      const fenced = fences(body);
      const plain = { line: 1, language: "ts" as const, code: body, refused: false };
      const found = fenced.length > 0 ? fenced : [plain];
      return found.map((example) => ({ ...example, place: `${file}:${line + example.line - 1}` }));
    });
  });
}

function fences(text: string): (Omit<Example, "place"> & { line: number })[] {
  return [...text.matchAll(/^([ \t]*)```(tsx?)\b(.*)\n([\s\S]*?)^[ \t]*```[ \t]*$/gm)].map((fence) => ({
    line: lineAt(text, fence.index) + 1,
    language: fence[2] as Example["language"],
    code: fence[4] ?? "",
    refused: /\berror\b/.test(fence[3] ?? ""),
  }));
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
