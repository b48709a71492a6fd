import leven from "leven";

/** Of the words there are, the one that was probably meant; nothing where none is near. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const far = Math.max(2, Math.floor(typed.length / 3));
  const [best] = words
    .map((word) => ({ word, distance: leven(typed.toLowerCase(), word.toLowerCase()) }))
    .filter((one) => one.distance <= far && one.distance < one.word.length)
    .sort((one, other) => one.distance - other.distance);
  return best?.word;
}
