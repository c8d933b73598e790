import type { Codec } from './codec';
import type { CodecSpec } from './codec-spec';
import { textUnless } from './stored-text';

const TRUE = new Set(['1', 'Y', 'T', 'TRUE', 'X', '是']);
const FALSE = new Set(['0', 'N', 'F', 'FALSE', '否']);

/** Truth values: the result of a predicate, or the usual one-letter flags. */
export function boolCodec({ nulls }: CodecSpec): Codec {
  const text = textUnless(nulls);
  return {
    sortable: false,
    decode([stored]) {
      const raw = text(stored)?.toUpperCase();
      if (raw === undefined) return { value: null };
      if (TRUE.has(raw)) return { value: true };
      return FALSE.has(raw) ? { value: false } : { reason: 'UNKNOWN_CODE' };
    },
    // The stored column or the predicate itself is compared: `(predicate) in (1)`.
    invert: (condition) =>
      condition.op === 'in'
        ? { exact: true, op: 'in', values: condition.values.map((value) => (value === true || value === 'true' ? 1 : 0)) }
        : null,
  };
}
