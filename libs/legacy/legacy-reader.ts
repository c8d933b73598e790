import type { Page } from '#core/page';
import type { SourceKey } from '#core/source-key';
import type { SourceRead } from '#core/source-report';
import type { Row, RefOf } from './canonical/row';
import type { FieldOf, RowType } from './canonical/row-types';

/** One condition; all conditions of a filter must hold. Values are canonical (codes, ISO dates, decimal strings). */
export type Condition<T extends RowType> =
  | { readonly field: FieldOf<T>; readonly op: 'in'; readonly values: readonly (string | number | boolean)[] }
  | { readonly field: FieldOf<T>; readonly op: 'gt' | 'ge' | 'lt' | 'le'; readonly value: string | number }
  | { readonly field: FieldOf<T>; readonly op: 'prefix'; readonly value: string }
  | { readonly field: FieldOf<T>; readonly op: 'isNull'; readonly value: boolean }
  /** The reference names one of these rows. */
  | { readonly field: RefOf<T>; readonly op: 'refersTo'; readonly keys: readonly SourceKey[] };

export interface Sort<T extends RowType> {
  readonly field: FieldOf<T>;
  readonly descending: boolean;
}

/** What to read of a list: `fields` of each row, conditions, order (the row key breaks ties), page size and cursor. */
export interface ListQuery<T extends RowType, F extends FieldOf<T> = FieldOf<T>> {
  readonly fields: readonly F[];
  readonly where?: readonly Condition<T>[];
  readonly sort: Sort<T>;
  readonly first: number;
  readonly after?: string | null;
}

/**
 * Reads canonical rows of all sources that serve a type. One statement per source and call, whatever the number of keys or parents.
 * A source that does not answer throws SourceUnavailableError or SourceTimeoutError: a list is never silently shorter.
 * A filter or sort a source cannot push down throws FILTER_NOT_SUPPORTED; a foreign or stale cursor throws BAD_CURSOR.
 */
export interface LegacyReader {
  /** Ids of the sources that serve `type`, in the order of the sources file; none: no source knows such rows. */
  systemsOf(type: RowType): readonly string[];

  /** Rows by key, in the order asked; null where no row has the key. */
  byKeys<T extends RowType, F extends FieldOf<T>>(
    type: T,
    keys: readonly SourceKey[],
    fields: readonly F[],
  ): Promise<(Row<T, F> | null)[]>;

  /** One page per parent of the rows whose `ref` names one of the parent's source keys, in parent order. */
  listByRef<T extends RowType, F extends FieldOf<T>>(
    type: T,
    ref: RefOf<T>,
    parents: readonly (readonly SourceKey[])[],
    query: ListQuery<T, F>,
  ): Promise<Page<Row<T, F>>[]>;

  /** All rows per parent, unordered, for totals over a customer. */
  allByRef<T extends RowType, F extends FieldOf<T>>(
    type: T,
    ref: RefOf<T>,
    parents: readonly (readonly SourceKey[])[],
    fields: readonly F[],
    where?: readonly Condition<T>[],
  ): Promise<Row<T, F>[][]>;

  /** Number of rows per parent. */
  countByRef<T extends RowType>(
    type: T,
    ref: RefOf<T>,
    parents: readonly (readonly SourceKey[])[],
    where?: readonly Condition<T>[],
  ): Promise<number[]>;

  /** Every row of one source in key order, in batches; for registries and feeds, never for a request. */
  scan<T extends RowType, F extends FieldOf<T>>(system: string, type: T, fields: readonly F[]): AsyncIterable<Row<T, F>[]>;
}

/** Limits and listeners of one request. */
export interface ReadScope {
  /** Business date for `today()` in derived fields, YYYY-MM-DD. */
  readonly today: string;
  /** Milliseconds since 1970 for `now()` in derived fields; absent: the clock of this machine. */
  readonly nowMs?: number;
  /** Ids of the sources that are read; absent: all of the catalog. */
  readonly sources?: readonly string[];
  /** Milliseconds the reads may take from now on. */
  readonly deadlineMs: number;
  /** The reads are for machines: they take none of the connections that are kept for people. */
  readonly bulk?: boolean | undefined;
  readonly onRead?: (read: SourceRead) => void;
}
