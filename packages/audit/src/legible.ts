/**
 * What a site chose, a name or an address, as it can be shown on one line: with something to see where it is empty,
 * and without what a terminal or a log would take for a command.
 */
export function legible(text: string): string {
  return numbered(text) || "(no name)";
}

/** Each sign that would not show as its number, in a string's own notation. */
export function numbered(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`,
  );
}
