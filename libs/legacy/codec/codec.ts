import type { Money } from '#core/money';
import type { NoValue } from './no-value';

/** A stored value as both drivers deliver it (dates as text, big numbers as text). */
export type Stored = string | number | null;

export type CanonicalValue = string | number | boolean | readonly string[] | Money | null;

/** What a stored value means: a value (null: the source says nothing), or the reason it has none. */
export type Decoded = CanonicalValue | NoValue;

export const NO_MORE: readonly Stored[] = [];

/**
 * A condition over the codec's stored columns, one per element of its `from`. `exact`: holds for exactly the rows whose decoded
 * value satisfies the canonical condition; otherwise for a superset, and the reader checks the decoded rows again.
 */
export type StoredCondition = { readonly exact: boolean } & (
  | { readonly op: 'in'; readonly values: readonly Stored[] }
  | { readonly op: 'range'; readonly low?: Bound; readonly high?: Bound; readonly except?: readonly Stored[] }
  | { readonly op: 'prefix'; readonly text: string }
  /** SQL NULL or one of `values`. */
  | { readonly op: 'null'; readonly values: readonly Stored[]; readonly negated: boolean }
  | { readonly op: 'never' }
);

export interface Bound {
  readonly value: Stored;
  readonly inclusive: boolean;
}

export type CanonicalCondition =
  | { readonly op: 'in'; readonly values: readonly (string | number | boolean)[] }
  | { readonly op: 'gt' | 'ge' | 'lt' | 'le'; readonly value: string | number }
  | { readonly op: 'prefix'; readonly value: string }
  | { readonly op: 'isNull'; readonly value: boolean };

/** Decodes stored values and inverts conditions on canonical values; built once per mapped field. */
export interface Codec {
  /** `stored` is the value of the first expression of `from`, `more` those of the others, `currency` the stored code of an amount. */
  decode(stored: Stored, currency: Stored, more: readonly Stored[]): Decoded;
  /** The condition on the stored value, or null when the codec cannot invert it. */
  invert(condition: CanonicalCondition): StoredCondition | null;
  /** Rows in stored order are in canonical order too, so a sort may be pushed down. */
  readonly sortable: boolean;
}
