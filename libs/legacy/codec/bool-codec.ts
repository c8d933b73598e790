import type { CanonicalCondition, Codec, StoredCondition } from './codec';
import type { CodecSpec } from './codec-spec';
import { textUnless } from './stored-text';

const TRUE: readonly string[] = ['1', 'Y', 'T', 'TRUE', 'X', '是'];
const FALSE: readonly string[] = ['0', 'N', 'F', 'FALSE', '否'];

/** Truth values: the result of a predicate, or the usual one-letter flags. */
export function boolCodec({ nulls = [] }: CodecSpec): Codec {
  const text = textUnless(nulls);
  return {
    sortable: false,
    decode([stored]) {
      const raw = text(stored)?.toUpperCase();
      if (raw === undefined) return { value: null };
      if (TRUE.includes(raw)) return { value: true };
      return FALSE.includes(raw) ? { value: false } : { reason: 'UNKNOWN_CODE' };
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
