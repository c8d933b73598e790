const BATCH = 500;

/** The items in lists of at most `size`, for statements of a bounded length. */
export function* inBatches<T>(items: readonly T[], size = BATCH): Generator<readonly T[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size);
}
