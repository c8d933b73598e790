import type { FieldKind, FieldSpec } from '../canonical/field';
import { ROW_TYPES, type RowType } from '../canonical/row-types';
import type { CanonicalValue, Codec } from '../codec/codec';
import type { Watermark } from '../codec/watermark';
import type { Expression } from '../expression/ast';
import type { Derivation } from '../expression/evaluate';

/** A loaded mapping file: how one legacy database answers the canonical row types. */
export interface Mapping {
  readonly file: string;
  readonly source: SourceHeader;
  /** Usually one set per type; several carry labels, in the order of the file. */
  readonly rows: ReadonlyMap<RowType, readonly RowSet[]>;
  /** Types that cannot be answered because something is wrong in their row sets; none of their sets stands in `rows`. */
  readonly broken: ReadonlyMap<RowType, BrokenRows>;
  /** Changes with every edit of the file; part of each cursor. */
  readonly hash: string;
}

/** Row sets with mistakes: what can be said of them, so that nobody takes "broken" for "none". */
export interface BrokenRows {
  /** Systems whose keys a reference names, as far as it could be read; null: any. */
  systemsOf(ref: string): ReadonlySet<string> | null;
  readonly problems: readonly string[];
}

export interface SourceHeader {
  readonly id: string;
  readonly timezone: string;
  readonly currency: string;
  readonly nullDates: readonly string[];
  /** False: the server is older than MySQL 8 and MariaDB 10.2. */
  readonly windowFunctions: boolean;
  readonly params: ReadonlyMap<string, string>;
}

/** What a mapping says about telling its parties apart. */
export interface MatchRules {
  /** Fields that identify nobody there. */
  readonly never: readonly string[];
  /** Texts that stand for "unknown" in any field. */
  readonly ignore: readonly string[];
}

/** Which rows of which tables are the rows of one type, and what each field is there. */
export interface RowSet extends Place {
  readonly type: RowType;
  /** `Invoice`, or `Invoice/pos` for one of several sets of a type. */
  readonly name: string;
  /** Stands before each key of the set, so that keys of several sets of one type differ. */
  readonly label: string | null;
  /** Several branches are one union; all go by the same alias. */
  readonly branches: readonly Branch[];
  /** Tables of the branches; a view is none. */
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
  readonly match: MatchRules;
}

/** One table (or view) of a row set. */
export interface Branch {
  readonly table: string;
  /** SQL that stands for the table. */
  readonly view: View | null;
  readonly where: Expression | null;
  /** Columns of the row set that are something else in this table. */
  readonly columns: ReadonlyMap<string, Expression>;
}

/** Hand-written SQL in the place of a table. */
export interface View {
  /** Holds the mark of `KEYS_MARK` where a condition on base columns goes. */
  readonly sql: string;
  readonly columns: readonly string[];
  /** Column of the view -> the base column it comes from, to be filtered inside. */
  readonly inside: ReadonlyMap<string, string>;
}

/** Where in the files something stands. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export interface Link extends Place {
  readonly kind: 'one' | 'first' | 'all';
  readonly alias: string;
  readonly table: string;
  readonly on: Expression;
  readonly where: Expression | null;
  readonly order: readonly { readonly by: Expression; readonly descending: boolean }[];
  /** Of a `first` link: the child's key columns that `on` does not fix. */
  readonly key: readonly string[];
}

export type Field = ConstantField | StoredField | RefField;

interface Named extends Place {
  readonly name: string;
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
  /** Kind of value the codec decodes to. */
  readonly holds: FieldKind;
  /** Tag of a field that is personal here although its type does not say so. */
  readonly private: string | null;
}

export interface RefField extends Named {
  readonly kind: 'ref';
  readonly from: readonly Expression[];
  /** Decodes each part of `from`. */
  readonly part: Codec;
  /** Steps by which a part is cleaned, in order. */
  readonly clean: readonly string[];
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
  /** One of several row sets of the type. */
  readonly label: string | null;
}

export interface DerivedField extends Named {
  readonly derivation: Derivation;
  /** Conditions implied by a value, over stored columns; `*` for any value. */
  readonly narrow: ReadonlyMap<string, Expression>;
}

/** How changed rows are found. */
export interface Changes {
  /** The watermark column, or a date and its clock. */
  readonly by: readonly Expression[];
  readonly watermark: Watermark;
  /** Children whose changes change the row. */
  readonly also: readonly { readonly link: string; readonly by: Expression; readonly watermark: Watermark }[];
  /** How often all rows are to be compared; null: never. */
  readonly compareMs: number | null;
}

/** A ref whose parts are the target's key as they stand: nothing to look up. */
export function isHard(field: RefField): boolean {
  return field.by === null && field.variants.length === 0 && field.targets.length === 1;
}

/** What a field holds: by the row type; a helper by its own form. */
export function kindOf(rowSet: RowSet, name: string): FieldKind {
  const specs: Readonly<Record<string, FieldSpec>> = ROW_TYPES[rowSet.type];
  const field = rowSet.fields.get(name);
  return specs[name]?.kind ?? (field?.kind === 'stored' ? field.holds : field?.kind === 'ref' ? 'ref' : 'text');
}

/** Personal data: by the row type, by a tag of the mapping, or computed from such. */
export function isPersonal(rowSet: RowSet, name: string): boolean {
  const specs: Readonly<Record<string, FieldSpec>> = ROW_TYPES[rowSet.type];
  const field = rowSet.fields.get(name);
  if (specs[name]?.private || (field?.kind === 'stored' && field.private !== null)) return true;
  return rowSet.derived.get(name)?.derivation.inputs.some((input) => isPersonal(rowSet, input)) ?? false;
}
