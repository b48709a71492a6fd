/**
 * Rejects with the complaint where it takes longer: what is asked of a page whose script never ends is never answered.
 *
 * @param limit - in milliseconds.
 */
export async function within<T>(limit: number, awaited: Promise<T>, complaint: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), limit);
  });
  try {
    return await Promise.race([awaited, late]);
  } finally {
    clearTimeout(timer);
  }
}
