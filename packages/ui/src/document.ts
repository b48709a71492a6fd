import type { Policy } from "@assent/core";
import { type CookiePolicyView, cookiePolicy } from "./cookie-policy.js";
import { toHtml } from "./to-html.js";
import { type Tree, tree } from "./tree.js";
import type { State } from "./view.js";

/** What a cookie policy that nobody in particular reads is told besides the policy. */
export interface DocumentOptions<
  C extends string = string,
  S extends string = string,
  K extends string = string,
> extends Omit<CookiePolicyView<C, S, K>, "policy"> {}

/**
 * The cookie policy as HTML that is the same for everyone: for pages that are built once, or cached. It leaves out the
 * visitor's choices; `render` puts them in where a script runs.
 *
 * @example
 * ```ts
 * import english from "@assent/ui/locales/en";
 * import { policyHtml } from "@assent/ui/policy";
 *
 * const page = `<main><h1>Cookie policy</h1>${policyHtml(policy, { messages: english })}</main>`;
 * ```
 */
export function policyHtml<C extends string, S extends string, K extends string>(
  policy: Policy<C, S, K>,
  options: DocumentOptions<C, S, K>,
): string {
  return toHtml(pageOf(policy, options));
}

/** What a document is told besides. */
export interface MarkdownOptions<
  C extends string = string,
  S extends string = string,
  K extends string = string,
> extends DocumentOptions<C, S, K> {
  /** A heading above everything. @default none: the headings begin with the second level */
  readonly title?: string;
}

/**
 * The cookie policy as Markdown, tables as GitHub writes them: for a repository, a ticket, a legal review. Whatever a
 * text contains, it stays text.
 *
 * @example
 * ```ts
 * import { writeFileSync } from "node:fs";
 * import english from "@assent/ui/locales/en";
 * import { policyMarkdown } from "@assent/ui/policy";
 *
 * writeFileSync("COOKIES.md", policyMarkdown(policy, { messages: english, title: "Cookie policy" }));
 * ```
 */
export function policyMarkdown<C extends string, S extends string, K extends string>(
  policy: Policy<C, S, K>,
  { title, ...options }: MarkdownOptions<C, S, K>,
): string {
  const page = blocks(pageOf(policy, options as DocumentOptions<C, S, K>));
  return `${[...(title ? blocks(tree("h1", {}, title)) : []), ...page].join("\n\n")}\n`;
}

/** The page for nobody in particular. */
function pageOf<C extends string, S extends string, K extends string>(
  policy: Policy<C, S, K>,
  options: DocumentOptions<C, S, K>,
): Tree {
  const nobody: State = {
    status: "pending",
    permissions: {},
    regime: "opt-in",
    region: undefined,
    gpc: false,
  };
  return cookiePolicy(nobody, { ...options, policy } as unknown as CookiePolicyView);
}

function blocks(node: Tree): string[] {
  const { tag } = node;
  if (tag === "form") return [];
  if (tag === "p") return [line(node)].filter(Boolean);
  if (/^h\d$/.test(tag)) return [`${"#".repeat(Number(tag[1]))} ${line(node)}`];
  if (tag === "dl") return [trees(node).map(item).join("\n")];
  if (tag === "table") return [table(node)];
  return trees(node).flatMap(blocks);
}

function item(pair: Tree): string {
  const [term, text] = trees(pair).map(line);
  return `- **${term}**: ${text}`;
}

/** A cell that spans rows is said again in each. */
function table(node: Tree): string {
  const [head = [], ...bodies] = trees(node).map((part) => trees(part).map((row) => trees(row).map(line)));
  const columns = head[0] ?? [];
  const body = bodies.flatMap((rows) =>
    rows.map((cells) => [...(rows[0] ?? []).slice(0, columns.length - cells.length), ...cells]),
  );
  const lines = [columns, columns.map(() => "---"), ...body];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** An element's text on one line; what looks like the beginning of another block doesn't become one. */
function line(node: Tree): string {
  const parts = node.children.map((child) =>
    typeof child === "string" ? escaped(child) : child.tag === "code" ? code(plain(child)) : line(child),
  );
  return parts
    .join("")
    .trim()
    .replace(/^(\d*)([-+=.)])/, "$1\\$2");
}

function plain(node: Tree): string {
  return node.children.join("");
}

/** Addresses stand as code: parsers make links of them even where every character is escaped. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .split(/([^\s`\\|]*(?:@|:\/\/|www\.)[^\s`\\|]*)/i)
    .map((part, index) => (index % 2 ? code(part) : part.replace(/[`\\*_[\]<>&|~#$]/g, "\\$&")))
    .join("");
}

/** In a table a code span can't hold everything: then it is text. */
function code(text: string): string {
  return /[`\\|\s]/.test(text) ? escaped(text) : `\`${text}\``;
}

function trees({ children }: Tree): Tree[] {
  return children.filter((child) => typeof child !== "string");
}
