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
export type StoredCondition = { readonly exact: boolean } &
  /** The text of the column, without padding, is one of these to the letter: no collation, no number counts. */
  (
    | { readonly op: 'text'; readonly values: readonly string[] }
    /** `numbers`: the column is compared as a number, whatever it is. */
    | { readonly op: 'in'; readonly values: readonly Stored[]; readonly numbers?: boolean }
    | {
        readonly op: 'range';
        readonly low?: Bound;
        readonly high?: Bound;
        readonly except?: readonly Stored[];
        readonly numbers?: boolean;
      }
    | { readonly op: 'prefix'; readonly text: string }
    /** SQL NULL, or its text without padding is one of `values`. */
    | { readonly op: 'null'; readonly values: readonly string[]; readonly negated: boolean }
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
