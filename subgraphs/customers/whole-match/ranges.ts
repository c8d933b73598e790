/** Positions from one on, and before another one. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The positions below `length` in ranges of at most `size`. */
export function* rangesOf(length: number, size: number): Generator<Range> {
  for (let from = 0; from < length; from += size) yield { from, to: Math.min(from + size, length) };
}
