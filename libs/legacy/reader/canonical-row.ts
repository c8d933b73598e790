import type { NullReason } from '#core/legacy-record';
import type { RowRef } from '../canonical/row';
import type { CanonicalValue, Stored } from '../codec/codec';
import type { RefField } from '../mapping/mapping';

export type FieldContent = CanonicalValue | RowRef;

/** A decoded row on its way to the caller: its place in the source's order, and refs by text still to be looked up. */
export interface CanonicalRow {
  readonly system: string;
  readonly key: string;
  readonly keyParts: readonly string[];
  /** The asked columns, as one key text: which parent or key the row belongs to. */
  readonly asked: string | null;
  /** Stored sort value of a page. */
  readonly sort: Stored;
  /** Place among the rows of its asked tuple, from 1. */
  readonly place: number;
  readonly values: Map<string, FieldContent>;
  readonly reasons: Map<string, NullReason>;
  readonly lookups: readonly { readonly field: RefField; readonly parts: readonly string[] }[];
}

export function isRowRef(value: unknown): value is RowRef {
  return typeof value === 'object' && value !== null && 'system' in value && 'key' in value && 'type' in value;
}
