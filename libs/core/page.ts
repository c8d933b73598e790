/** One page of a list; `cursors[i]` continues after `rows[i]`. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
}
