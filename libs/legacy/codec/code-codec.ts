import type { Codec, Stored } from './codec';
import type { CodecSpec } from './codec-spec';
import { storedText } from './stored-text';

const NULL_KEY = '(null)';
const ANY_KEY = '*';
const NO_VALUE = 'null';

/**
 * Stored codes -> canonical codes. A code without translation is UNKNOWN_CODE, never a default.
 * @throws Error when the map leads to a value outside the closed set of the field
 */
export function codeCodec({ codes, allowed, nulls }: CodecSpec): Codec {
  const closed = allowed && allowed.length > 0 ? new Set(allowed) : null;
  for (const target of Object.values(codes ?? {})) {
    if (closed && target !== NO_VALUE && !closed.has(target)) {
      throw new Error(`${target} is not a value of this field; it takes ${[...closed].join(', ')}`);
    }
  }
  const nothing = new Set(nulls ?? []);
  const storedOf = new Map<string, Stored[]>();
  for (const [stored, target] of Object.entries(codes ?? {})) {
    const value = stored === NULL_KEY ? null : stored;
    if (stored !== ANY_KEY) storedOf.set(target, [...(storedOf.get(target) ?? []), value]);
  }
  const translate = (text: string): string | undefined => {
    if (!codes) return !closed || closed.has(text) ? text : undefined;
    return codes[text] ?? codes[ANY_KEY];
  };
  return {
    sortable: false,
    decode([stored]) {
      const text = storedText(stored);
      if (text === null && codes?.[NULL_KEY] === undefined) {
        const blank = typeof stored === 'string' ? (codes?.[stored] ?? codes?.['']) : undefined;
        return { value: blank === undefined || blank === NO_VALUE ? null : blank };
      }
      if (text !== null && nothing.has(text)) return { value: null };
      const value = translate(text ?? NULL_KEY);
      if (value === undefined) return { reason: 'UNKNOWN_CODE' };
      return { value: value === NO_VALUE ? null : value };
    },
    invert(condition) {
      if (condition.op !== 'in') return null;
      if (!codes) return { exact: true, op: 'in', values: condition.values.map(String) };
      const wanted = condition.values.map(String);
      if (codes[ANY_KEY] && wanted.includes(codes[ANY_KEY])) return null;
      const values = wanted.flatMap((value) => storedOf.get(value) ?? []);
      if (values.includes(null)) return null;
      return values.length > 0 ? { exact: true, op: 'in', values } : { exact: true, op: 'never' };
    },
  };
}
