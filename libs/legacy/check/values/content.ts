import type { ReasonCode } from '#core/error-codes';
import type { Money } from '#core/money';
import type { Codec } from '../../codec/codec';
import { NO_MORE } from '../../codec/codec';
import { NoValue } from '../../codec/no-value';
import type { FieldContent } from '../../canonical/compare-values';
import { OpenRef, type CanonicalRow } from '../../reader/canonical-row';

export function isMoney(value: FieldContent): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}

/** Amount of a money field; null when it has none. */
export function amountOf(row: CanonicalRow, field: string): string | null {
  const value = row.valueOf(field);
  return isMoney(value) ? value.amount : null;
}

/** Why a field has no value; null when it has one, or the source says nothing. */
export function reasonOf(row: CanonicalRow, field: string): ReasonCode | null {
  const content = row.contentOf(field);
  return content instanceof NoValue ? content.code : null;
}

/** The parts of a reference by text that is still to be looked up. */
export function openPartsOf(row: CanonicalRow, field: string): readonly string[] | null {
  const slot = row.shape.slotOf(field);
  const content = slot === undefined ? null : row.slots[slot];
  return content instanceof OpenRef ? content.parts : null;
}

/** The codec has no value for a stored text and says why. */
export function isRefused(codec: Codec, text: string): boolean {
  return codec.decode(text, null, NO_MORE) instanceof NoValue;
}
