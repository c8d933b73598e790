/** Lets everything come first that waits for its turn: long work in pieces holds up nobody. */
export const giveWay = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** All that long work gives, piece by piece; after so many pieces it gives way. */
export async function gather<T>(pieces: Iterable<T>, atOnce: number): Promise<readonly T[]> {
  const all: T[] = [];
  for (const piece of pieces) {
    all.push(piece);
    if (all.length % atOnce === 0) await giveWay();
  }
  return all;
}
