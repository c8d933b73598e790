/** Whole numbers below 2^53 that stand for block keys: two keys that share one are one block more, and no pair less. */
export function keyHash(key: string): number {
  let [a, b] = [0x9e3779b9, 0x85ebca6b];
  for (let i = 0; i < key.length; i += 1) {
    const unit = key.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x5f356495);
    b = Math.imul(b ^ unit, 0x2c1b3c6d);
    a ^= b >>> 15;
  }
  a = Math.imul(a ^ (a >>> 16), 0x2127599b) ^ Math.imul(b ^ (b >>> 13), 0x3243f6a9);
  b = Math.imul(b ^ (b >>> 16), 0x2127599b) ^ Math.imul(a ^ (a >>> 13), 0x3243f6a9);
  return (b >>> 11) * 4_294_967_296 + (a >>> 0);
}

/** The keys of some records, one after the other. */
export interface KeyHashes {
  readonly hashes: Float64Array;
  /** Keys of each record. */
  readonly counts: Uint16Array;
}

export function joinHashes(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The numbers that stand more often than `limit` times in sorted ones, sorted. */
export function oftenIn(sorted: Float64Array, limit: number): Float64Array {
  const often = new Float64Array(sorted.length);
  let found = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from + 1;
    while (to < sorted.length && sorted[to] === sorted[from]) to += 1;
    if (to - from > limit) {
      often[found] = sorted[from] ?? 0;
      found += 1;
    }
    from = to;
  }
  return often.slice(0, found);
}

/** Place of a number among sorted ones, or -1. */
export function placeIn(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const at = sorted[middle] ?? 0;
    if (at === value) return middle;
    if (at < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
