import type { DomainError } from './errors';

/** One page of a list; `cursors[i]` continues after `rows[i]`. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  /** No source that could hold such rows can answer this list: that it is empty says nothing. */
  readonly refusal?: DomainError;
}
