/** Of the words there are, the one that was probably meant; nothing where none is near. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const far = Math.max(2, Math.floor(typed.length / 3));
  const [best] = words
    .map((word) => ({ word, distance: distance(typed.toLowerCase(), word.toLowerCase()) }))
    .filter((one) => one.distance <= far && one.distance < one.word.length)
    .sort((one, other) => one.distance - other.distance);
  return best?.word;
}

/** How many letters have to be added, left out or replaced; two that changed places count as one. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        (above[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (above[column - 1] as number) + (isSame ? 0 : 1),
        isSwapped ? (before[column - 2] as number) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, above] = [above, current];
  }
  return above[other.length] as number;
}
