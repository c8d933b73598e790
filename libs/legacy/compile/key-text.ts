import type { Stored } from '../codec/codec';
import { withoutPadding } from '../codec/stored-text';
import type { DialectName } from '../expression/print-sql';

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
  const text = withoutPadding(part);
  return text.includes('%') || text.includes('|') ? text.replaceAll('%', '%25').replaceAll('|', '%7C') : text;
}

/** The parts of a canonical key, or null when it does not have `count` parts: then no row has it. */
export function splitKey(key: string, count: number): readonly string[] | null {
  const parts = key.split('|');
  if (parts.length !== count) return null;
  if (!key.includes('%')) return parts.every((part) => part === part.trimEnd()) ? parts : null;
  const texts = parts.map((part) => part.replaceAll('%7C', '|').replaceAll('%25', '%'));
  return joinKey(texts) === key ? texts : null;
}

/** The key of a row of one of several sets of a type: no two sets share one. */
export function labelled(label: string | null, key: string): string {
  return label === null ? key : `${label}|${key}`;
}

/** The key within its row set, or null when the key does not carry the label of the set. */
export function withoutLabel(label: string | null, key: string): string | null {
  if (label === null) return key;
  return key.startsWith(`${label}|`) ? key.slice(label.length + 1) : null;
}

/**
 * Pads a list of key tuples to 1, 2, 4, 8 … so that there are few statement texts, and so few plans. MySQL looks for the last tuple
 * again; SQLite joins the list, where a repeated tuple would repeat its rows and one of NULLs finds none.
 */
export function padTuples(dialect: DialectName, tuples: readonly (readonly string[])[]): readonly (readonly Stored[])[] {
  const last = tuples.at(-1);
  if (last === undefined) return tuples;
  const filler = dialect === 'mysql' ? last : last.map(() => null);
  const padded: (readonly Stored[])[] = [...tuples];
  const size = 2 ** Math.ceil(Math.log2(tuples.length));
  while (padded.length < size) padded.push(filler);
  return padded;
}

/** At most this many keys per statement: SQLite binds 32,766 values. */
const MAX_KEYS = 4096;

export function inChunks<T>(list: readonly T[]): readonly (readonly T[])[] {
  const chunks: T[][] = [];
  for (let from = 0; from < list.length; from += MAX_KEYS) chunks.push(list.slice(from, from + MAX_KEYS));
  return chunks;
}
