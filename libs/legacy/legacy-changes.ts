import type { RowType } from './canonical/row-types';

/** A row as a change scan sees it. The hash covers everything the mapping reads of the row, what is added up over its children included. */
export interface RowHash {
  readonly key: string;
  /** Equal on every engine for equal data; another one for every row after an edit of the mapping file. */
  readonly hash: string;
}

export interface ChangePage {
  readonly rows: readonly RowHash[];
  /** Where to go on: with the next page, or with the next look once this one is complete. To be stored. */
  readonly cursor: string;
  /** Nothing more is known to have changed by now. */
  readonly isComplete: boolean;
}

/** How the changes of a type can be found in a source. */
export interface ChangeSupport {
  /** NEVER_FILLED: the mapping names a column that no row fills, so that only a full comparison finds changes. */
  readonly watermark: 'USABLE' | 'NEVER_FILLED' | 'NONE';
  /** How often the mapping wants all rows compared; null: never, or it does not say. */
  readonly compareEveryMs: number | null;
}

/**
 * Finds what has changed in a legacy source. Two ways that complete each other:
 *
 * - `changedRows` follows the watermark columns of a mapping. Cheap, but blind to deletions and to updates that do not touch the column.
 *   A look goes over pages until one is complete; the next look starts from the highest mark seen, less the overlap. So a row may come
 *   again with the hash it had: a consumer drops what it knows. Within a look a row comes once, and once more for each child link.
 *   Marks later than the business day are no place to start from, so that one date in the future hides nothing.
 * - `allRows` goes over all rows. A consumer that keeps key and hash of each row finds in it, and only in it, every change: a key it
 *   does not know is an insert, another hash an update, a key that did not come a deletion.
 */
export interface LegacyChanges {
  support(system: string, type: RowType): Promise<ChangeSupport>;

  /**
   * The cursor of a look that has seen all that has changed by now: where a consumer begins that compares all rows next.
   * @throws DomainError FILTER_NOT_SUPPORTED without a watermark
   */
  newest(system: string, type: RowType): Promise<string>;

  /**
   * The rows changed since the look of `after` (null: since ever), and the parents of changed children. At most `first` rows a page.
   * @throws DomainError BAD_CURSOR for a cursor of another source, type or mapping, FILTER_NOT_SUPPORTED without a watermark
   */
  changedRows(
    system: string,
    type: RowType,
    page: { readonly after: string | null; readonly first: number },
  ): Promise<ChangePage>;

  /** Key and hash of every row in the order of the keys, from the beginning (null) or on from a page. @throws as `changedRows` */
  allRows(system: string, type: RowType, page: { readonly after: string | null; readonly first: number }): Promise<ChangePage>;
}
