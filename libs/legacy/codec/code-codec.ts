import type { CanonicalCondition, Codec, Decoded, Stored, StoredCondition } from './codec';
import type { CodecSpec } from './codec-spec';
import { NO_VALUE } from './no-value';
import { storedText } from './stored-text';
import { texts } from './text-codec';

const NULL_KEY = '(null)';
const ANY_KEY = '*';
const NOTHING = 'null';
const MOST_REMEMBERED = 1000;

/**
 * Stored codes -> canonical codes. A code without translation is UNKNOWN_CODE, never a default.
 * @throws Error when the map leads to a value outside the closed set of the field
 */
export function codeCodec({ codes, allowed, nulls = [] }: CodecSpec): Codec {
  const closed = allowed && allowed.length > 0 ? new Set(allowed) : null;
  const map = codes && new Map(Object.entries(codes));
  for (const target of map?.values() ?? []) {
    if (closed && target !== NOTHING && !closed.has(target)) {
      throw new Error(`${target} is not a value of this field; it takes ${[...closed].join(', ')}`);
    }
  }
  const translate = (text: string): string | undefined => {
    if (!map) return !closed || closed.has(text) ? text : undefined;
    return map.get(text) ?? map.get(ANY_KEY);
  };
  const ofNothing = map?.get(NULL_KEY);
  // The empty text can have a code of its own.
  const ofBlank = map?.get('');
  const read = (stored: Stored): Decoded => {
    const text = storedText(stored);
    if (text === null) return canonical((stored === null ? ofNothing : (ofBlank ?? ofNothing)) ?? NOTHING);
    const value = nulls.includes(text) ? NOTHING : translate(text);
    return value === undefined ? NO_VALUE.UNKNOWN_CODE : canonical(value);
  };
  const known = new Map<Stored, Decoded>();
  return {
    sortable: false,
    decode(stored) {
      const before = known.get(stored);
      if (before !== undefined) return before;
      if (known.size > MOST_REMEMBERED) known.clear();
      const decoded = read(stored);
      known.set(stored, decoded);
      return decoded;
    },
    invert: (condition) => invertCode(condition, map ?? null, closed, nulls),
  };
}

const canonical = (value: string): Decoded => (value === NOTHING ? null : value);

function invertCode(
  condition: CanonicalCondition,
  map: ReadonlyMap<string, string> | null,
  closed: ReadonlySet<string> | null,
  nulls: readonly string[],
): StoredCondition | null {
  if (condition.op === 'isNull') return map || !closed ? invertNull(condition.value, map, nulls) : null;
  if (condition.op !== 'in') return null;
  const wanted = new Set(condition.values.map(String));
  if (!map) {
    return texts(
      [...wanted].filter((value) => !closed || closed.has(value)),
      nulls,
    );
  }
  const any = map.get(ANY_KEY);
  if (any !== undefined && wanted.has(any)) return null;
  const stored = [...map].filter(([code, target]) => wanted.has(target) && code !== ANY_KEY && !nulls.includes(code));
  const values = stored.map(([code]) => code).filter((code) => code !== NULL_KEY);
  // The empty text can have a code of its own.
  if (values.length === stored.length) return values.includes('') ? { exact: true, op: 'text', values } : texts(values, nulls);
  // Blank text has the code of NULL unless it has one of its own.
  return { exact: true, op: 'null', values: map.has('') ? values : ['', ...values], negated: false };
}

/** Null is what NULL, blank text and the codes of `null` mean; a code without translation is null too and cannot be listed. */
function invertNull(isNull: boolean, map: ReadonlyMap<string, string> | null, nulls: readonly string[]): StoredCondition | null {
  if (!map) return { exact: true, op: 'null', values: ['', ...nulls], negated: !isNull };
  if (!map.has(ANY_KEY) || map.get(ANY_KEY) === NOTHING || (map.get(NULL_KEY) ?? NOTHING) !== NOTHING) return null;
  const listed = [...map].filter(([code, target]) => target === NOTHING && code !== NULL_KEY).map(([code]) => code);
  return { exact: true, op: 'null', values: [...(map.has('') ? [] : ['']), ...listed, ...nulls], negated: !isNull };
}
