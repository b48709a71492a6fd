/**
 * What a site chose, a name or an address, as it can be shown on one line: with something to see where it is empty,
 * and without what a terminal or a log would take for a command.
 */
export function legible(text: string): string {
  const shown = text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
  return shown || "(no name)";
}
