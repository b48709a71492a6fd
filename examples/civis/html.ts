/** Markup that is safe to print. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | false | undefined | readonly Part[];

/** Markup with values in it: escaped, unless they are markup themselves. */
export function html(literals: TemplateStringsArray, ...parts: Part[]): Html {
  return { html: literals.reduce((text, literal, index) => text + print(parts[index - 1]) + literal) };
}

function print(part: Part): string {
  if (part === false || part === undefined) return "";
  if (typeof part === "object") return "html" in part ? part.html : part.map(print).join("");
  return `${part}`.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
