import type { Stored } from '../codec/codec';

/** Canonical key of the first `count` parts: the text of each without trailing blanks, `%` and `|` escaped, joined by `|`. Null when a part is NULL. */
export function joinKey(parts: readonly Stored[], count = parts.length): string | null {
  let key = '';
  for (let index = 0; index < count; index += 1) {
    const part = parts[index] ?? null;
    if (part === null) return null;
    key = index === 0 ? keyPart(part) : `${key}|${keyPart(part)}`;
  }
  return key;
}

/** One part of a canonical key. */
export function keyPart(part: string | number): string {
  if (typeof part === 'number') return String(part);
  const text = part.trimEnd();
  return text.includes('%') || text.includes('|') ? text.replaceAll('%', '%25').replaceAll('|', '%7C') : text;
}

/** The parts of a canonical key, or null when it does not have `count` parts: then no row has it. */
export function splitKey(key: string, count: number): readonly string[] | null {
  const parts = key.split('|');
  if (parts.length !== count) return null;
  const texts = parts.map((part) => part.replaceAll('%7C', '|').replaceAll('%25', '%'));
  return joinKey(texts) === key ? texts : null;
}

/** Pads a list to 1, 2, 4, 8 … by repeating its last element: few statement texts, and so few plans. */
export function padToPower<T>(list: readonly T[]): readonly T[] {
  const last = list.at(-1);
  if (last === undefined) return list;
  const size = 2 ** Math.ceil(Math.log2(list.length));
  return [...list, ...Array.from({ length: size - list.length }, () => last)];
}

/** At most this many keys per statement: SQLite binds 32,766 values. */
const MAX_KEYS = 4096;

export function inChunks<T>(list: readonly T[]): readonly (readonly T[])[] {
  const chunks: T[][] = [];
  for (let from = 0; from < list.length; from += MAX_KEYS) chunks.push(list.slice(from, from + MAX_KEYS));
  return chunks;
}
