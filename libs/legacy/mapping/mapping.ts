import type { RowType } from '../canonical/row-types';
import type { CanonicalValue, Codec } from '../codec/codec';
import type { Expression } from '../expression/ast';
import type { Derivation } from '../expression/evaluate';

/** A loaded mapping file: how one legacy database answers the canonical row types. */
export interface Mapping {
  readonly file: string;
  readonly source: SourceHeader;
  readonly rows: ReadonlyMap<RowType, RowSet>;
  /** Changes with every edit of the file; part of each cursor. */
  readonly hash: string;
}

export interface SourceHeader {
  readonly id: string;
  readonly timezone: string;
  readonly currency: string;
  readonly nullDates: readonly string[];
  readonly params: ReadonlyMap<string, string>;
}

/** Which rows of which tables are the rows of one type, and what each field is there. */
export interface RowSet {
  readonly type: RowType;
  readonly line: number;
  /** Several tables are one union; all go by the same alias and column names. */
  readonly tables: readonly string[];
  readonly alias: string;
  /** A key of an earlier table hides the same key of a later one. */
  readonly keepFirst: boolean;
  /** Columns of `alias`. */
  readonly key: readonly string[];
  readonly where: Expression | null;
  /** In the order of the file: `on` uses earlier aliases only. */
  readonly links: ReadonlyMap<string, Link>;
  readonly fields: ReadonlyMap<string, Field>;
  /** In the order of evaluation. */
  readonly derived: ReadonlyMap<string, DerivedField>;
  readonly cannot: ReadonlyMap<string, string>;
  readonly changes: Changes | null;
  readonly match: { readonly never: readonly string[]; readonly ignore: readonly string[] };
}

export interface Link {
  readonly kind: 'one' | 'first' | 'all';
  readonly alias: string;
  readonly table: string;
  readonly on: Expression;
  readonly where: Expression | null;
  readonly order: readonly { readonly by: Expression; readonly descending: boolean }[];
  /** Of a `first` link: the child's key columns that `on` does not fix. */
  readonly key: readonly string[];
  readonly line: number;
}

export type Field = ConstantField | StoredField | RefField;

interface Named {
  readonly name: string;
  readonly line: number;
}

export interface ConstantField extends Named {
  readonly kind: 'constant';
  readonly value: CanonicalValue;
}

export interface StoredField extends Named {
  readonly kind: 'stored';
  readonly from: readonly Expression[];
  readonly codec: Codec;
  /** Stored currency code of an amount. */
  readonly currency: Expression | null;
}

export interface RefField extends Named {
  readonly kind: 'ref';
  readonly from: readonly Expression[];
  /** Decodes each part of `from`. */
  readonly part: Codec;
  /** Tried in order; a hard ref has one. */
  readonly targets: readonly RefTarget[];
  /** Field of the target that holds the text; null: the parts are the target's key. */
  readonly by: string | null;
  readonly variants: readonly string[];
  readonly trust: number;
}

export interface RefTarget {
  readonly system: string;
  readonly type: RowType;
}

export interface DerivedField extends Named {
  readonly derivation: Derivation;
  /** Conditions implied by a value, over stored columns; `*` for any value. */
  readonly narrow: ReadonlyMap<string, Expression>;
}

export interface Changes {
  readonly by: Expression;
  readonly as: string | null;
  readonly overlap: string | null;
  readonly also: readonly { readonly link: string; readonly by: Expression }[];
  readonly compare: string | null;
}

/** A ref whose parts are the target's key as they stand: nothing to look up. */
export function isHard(field: RefField): boolean {
  return field.by === null && field.variants.length === 0 && field.targets.length === 1;
}
