import { cleaner, keepsValues } from './clean';
import type { CanonicalCondition, Codec, Stored, StoredCondition } from './codec';
import type { CodecSpec } from './codec-spec';
import { storedText, textUnless, withoutPadding } from './stored-text';

/** Text of one or several columns; parts that are NULL count as empty, the whole is null when nothing is left. */
export function textCodec({ clean, nulls }: CodecSpec): Codec {
  const cleaned = cleaner(clean);
  const one = textUnless(nulls);
  const nothing = new Set(nulls ?? []);
  return {
    sortable: !cleaned,
    decode(stored, _currency, more) {
      const raw = more.length === 0 ? one(stored) : joined([stored, ...more]);
      if (raw === null || (!cleaned && more.length === 0)) return raw;
      const value = cleaned ? cleaned(raw) : raw;
      return value === '' || nothing.has(value) ? null : value;
    },
    invert(condition) {
      if (!cleaned) return invertText(condition, nulls);
      return condition.op === 'isNull' && !nulls?.length && keepsValues(clean ?? []) ? invertText(condition, nulls) : null;
    },
  };
}

function joined(stored: readonly Stored[]): string | null {
  return storedText(stored.map((part) => (part === null ? '' : String(part))).join(''));
}

export function invertText(condition: CanonicalCondition, nulls: readonly string[] | undefined): StoredCondition | null {
  switch (condition.op) {
    case 'in':
      return texts(condition.values.map(String), nulls ?? []);
    case 'prefix':
      return { exact: false, op: 'prefix', text: condition.value };
    case 'isNull':
      return { exact: true, op: 'null', values: ['', ...(nulls ?? [])], negated: !condition.value };
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return null;
  }
}

/** Rows whose text is one of `values`; what is padded or means nothing is the text of no row. */
export function texts(values: readonly string[], nulls: readonly string[]): StoredCondition {
  const possible = values.filter((value) => value !== '' && value === withoutPadding(value) && !nulls.includes(value));
  return possible.length > 0 ? { exact: true, op: 'text', values: possible } : { exact: true, op: 'never' };
}
