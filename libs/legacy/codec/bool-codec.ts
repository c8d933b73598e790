import type { CanonicalCondition, Codec, StoredCondition } from './codec';
import type { CodecSpec } from './codec-spec';
import { NO_VALUE } from './no-value';
import { textUnless } from './stored-text';

const TRUE: readonly string[] = ['1', 'Y', 'T', 'TRUE', 'X', '是'];
const FALSE: readonly string[] = ['0', 'N', 'F', 'FALSE', '否'];

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
    invert: (condition) => invertFlag(condition, nulls),
  };
}

// Nothing tells here whether the column holds 1, 'Y' or 'T', and in MySQL a number column is 0 for every letter: a superset.
function invertFlag(condition: CanonicalCondition, nulls: readonly string[]): StoredCondition | null {
  if (condition.op !== 'in') return null;
  const stored = condition.values.flatMap((value) => (value === true || value === 'true' ? TRUE : FALSE));
  const written = new Set(stored.flatMap((flag) => [flag, flag.toLowerCase()]));
  for (const nothing of nulls) written.delete(nothing);
  return written.size > 0 ? { exact: false, op: 'in', values: [...written] } : { exact: true, op: 'never' };
}
