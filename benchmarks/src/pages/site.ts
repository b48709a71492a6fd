import type { Contender } from "./contender.ts";

/** The page without any banner, which all contenders are guests on. */
export const nobody = "no banner at all";

/** What is held back: says when it ran. The one is part of the page, the other a request. */
export const gatedTexts = { inline: "globalThis.ranInline = performance.now()", src: "/gated.js" } as const;
export const gated = "globalThis.ranLoaded = performance.now()";

const sentence = "A page of some length, as sites have them, with text that takes a moment to be laid out. ";

/** The page as most sites have it, which holds two scripts back. */
export function usualPage(contender: Contender | undefined): string {
  return pageOf(
    contender,
    contender ? contender.gate({ text: gatedTexts.inline }) + contender.gate({ src: gatedTexts.src }) : "",
  );
}

/** How many scripts the crowded page holds back. */
export const gatedCount = 1000;

const counting = "globalThis.ran = (globalThis.ran ?? 0) + 1; globalThis.ranLast = performance.now()";

/** A page that holds back very much. */
export function crowdedPage(contender: Contender | undefined): string {
  return pageOf(contender, "", contender?.gate({ text: counting }).repeat(gatedCount));
}

function pageOf(contender: Contender | undefined, gates: string, late = ""): string {
  const { head = "", tail = "", body = "" } = contender?.html ?? {};
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
<main><h1>A page</h1>${`<p>${sentence.repeat(6)}</p>`.repeat(30)}${late}</main>
${body}
</body>
</html>`;
}
