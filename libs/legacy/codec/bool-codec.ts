import type { Codec } from './codec';
import type { CodecSpec } from './codec-spec';
import { NO_VALUE } from './no-value';
import { textUnless } from './stored-text';

// A column of one bit comes as the byte itself.
const TRUE: readonly string[] = ['1', 'Y', 'T', 'TRUE', 'X', '是', '\u0001'];
const FALSE: readonly string[] = ['0', 'N', 'F', 'FALSE', '否', '\u0000'];

/** Truth values: the result of a predicate, or the usual one-letter flags. */
export function boolCodec({ nulls = [] }: CodecSpec): Codec {
  const text = textUnless(nulls);
  return {
    sortable: false,
    decode(stored) {
      // What a predicate gives.
      if (stored === 0 || stored === 1) return text(stored) === null ? null : stored === 1;
      const raw = text(stored)?.toUpperCase();
      if (raw === undefined) return null;
      if (TRUE.includes(raw)) return true;
      return FALSE.includes(raw) ? false : NO_VALUE.UNKNOWN_CODE;
    },
    // Flags are written in any case, and a number column of MySQL is 0 for every letter.
    invert: () => null,
  };
}
