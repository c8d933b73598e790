import type { RowType } from '../canonical/row-types';
import type { Codec } from '../codec/codec';
import type { Expression } from '../expression/ast';
import type { Derivation } from '../expression/evaluate';

export interface Table {
  readonly name: string;
  readonly alias: string;
}

export interface Column {
  readonly alias: string;
  readonly name: string;
}

/** Another table of a row set: exactly one row of it, the first in an order, or all of them (inside aggregates only). */
export interface Link {
  readonly kind: 'one' | 'first' | 'all';
  readonly table: Table;
  readonly on: Expression;
  readonly where: Expression | null;
  readonly order: readonly { readonly column: Column; readonly descending: boolean }[];
  /** Key columns of a `first` link's table. */
  readonly key: readonly string[];
  readonly line: number;
}

export interface StoredField {
  readonly kind: 'stored';
  readonly parts: readonly Expression[];
  /** Stored currency code of an amount. */
  readonly currency: Expression | null;
  readonly codec: Codec;
  readonly line: number;
}

export interface RefTarget {
  /** Source the row stands in; null: this one. */
  readonly system: string | null;
  readonly type: RowType;
}

/** A link to another canonical row: by key, or by the text of one of its fields (`by`). */
export interface RefField {
  readonly kind: 'ref';
  readonly targets: readonly RefTarget[];
  readonly parts: readonly Expression[];
  readonly by: string | null;
  readonly nulls: readonly string[];
  /** Cleaning and padding that is tried on the text, in order. */
  readonly variants: readonly ((text: string) => string)[];
  readonly line: number;
}

export interface DerivedField {
  readonly kind: 'derived';
  readonly derivation: Derivation;
  readonly line: number;
}

export interface ConstantField {
  readonly kind: 'constant';
  readonly value: string | boolean | number | { readonly amount: string; readonly currency: string };
  readonly line: number;
}

export type MappedField = StoredField | RefField | DerivedField | ConstantField;

export interface RowSet {
  readonly type: RowType;
  /** One table, or several of one shape that are read as one; all have the same alias. */
  readonly tables: readonly Table[];
  readonly keepFirst: boolean;
  readonly key: readonly Column[];
  readonly where: Expression | null;
  readonly links: ReadonlyMap<string, Link>;
  readonly fields: ReadonlyMap<string, MappedField>;
  readonly cannot: ReadonlyMap<string, string>;
  readonly line: number;
}

export interface Mapping {
  readonly file: string;
  /** Changes when the file does; cursors carry it. */
  readonly hash: string;
  readonly source: {
    readonly id: string;
    readonly timezone: string;
    readonly currency: string;
    readonly params: Readonly<Record<string, string>>;
  };
  readonly rows: ReadonlyMap<RowType, RowSet>;
}
