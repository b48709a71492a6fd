export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** How time grows from each size to the next: 1 is linear, 0 is constant, 2 is quadratic. */
export function growth(sizes: readonly number[], values: readonly number[]): number[] {
  return sizes.slice(1).map((size, index) => {
    const [before = 1, value = 1, next = 1] = [sizes[index], values[index], values[index + 1]];
    return Math.log(next / value) / Math.log(size / before);
  });
}

/** Above this, growth counts as worse than linear. */
export const linear = 1.1;
