/** Text for XML and HTML, in elements and in attributes; without the characters that XML can't hold. */
export function escaped(text: string): string {
  return [...text]
    .filter((character) => character >= " " || "\t\n\r".includes(character))
    .filter((character) => !"\uFFFE\uFFFF".includes(character))
    .join("")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
