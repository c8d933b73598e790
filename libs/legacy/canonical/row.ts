import type { Money } from '#core/money';
import type { NullReason } from '#core/legacy-record';
import type { FieldSpec } from './field';
import type { FieldOf, ROW_TYPES, RowType } from './row-types';

/** A link to another canonical row by its key. A soft ref (typed text) is looked up by the engine before it reaches a row. */
export interface RowRef {
  readonly system: string;
  readonly type: string;
  readonly key: string;
}

interface KindValue {
  text: string;
  code: string;
  /** YYYY-MM-DD */
  date: string;
  /** ISO 8601 with the offset of the source's time zone. */
  instant: string;
  money: Money;
  /** Decimal string. */
  decimal: string;
  int: number;
  bool: boolean;
  list: readonly string[];
  ref: RowRef;
}

type ValueOf<S> =
  S extends FieldSpec<'code', infer C> ? ([C] extends [never] ? string : C) : S extends FieldSpec<infer K> ? KindValue[K] : never;

/** Value of a field as a mapping delivers it; null when the source says nothing or cannot tell (then `reasons` says why). */
export type FieldValue<T extends RowType, F extends FieldOf<T>> = ValueOf<(typeof ROW_TYPES)[T][F]> | null;

/** A canonical row with the fields that were asked for. */
export type Row<T extends RowType, F extends FieldOf<T> = FieldOf<T>> = {
  readonly system: string;
  readonly key: string;
  /** Fields that are null for a reason; absent when there is none. */
  readonly reasons?: Readonly<Partial<Record<F, NullReason>>>;
} & { readonly [K in F]: FieldValue<T, K> };

/** The fields of `T` that are references; only they can be listed by. */
export type RefOf<T extends RowType> = {
  [F in FieldOf<T>]: (typeof ROW_TYPES)[T][F] extends FieldSpec<'ref'> ? F : never;
}[FieldOf<T>];
