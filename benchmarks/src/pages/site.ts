import type { Contender } from "./contender.ts";

/** The page without any banner, which all contenders are guests on. */
export const nobody = "no banner at all";

/** What is held back: says when it ran. The one is part of the page, the other a request. */
export const gatedTexts = { inline: "globalThis.ranInline = performance.now()", src: "/gated.js" } as const;
export const gated = "globalThis.ranLoaded = performance.now()";

const sentence = "A page of some length, as sites have them, with text that takes a moment to be laid out. ";

export function pageOf(contender: Contender | undefined): string {
  const { head = "", tail = "", body = "" } = contender?.html ?? {};
  const gates = contender
    ? contender.gate({ text: gatedTexts.inline }) + contender.gate({ src: gatedTexts.src })
    : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>A page</title>
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<style>body { max-width: 40rem; margin: 2rem auto; font: 1rem/1.5 sans-serif } button { font: inherit }</style>
${head}${gates}${tail}
</head>
<body>
<main><h1>A page</h1>${`<p>${sentence.repeat(6)}</p>`.repeat(30)}</main>
${body}
</body>
</html>`;
}
