import { DomainError } from '#core/errors';
import { NO_VALUE, NoValue } from '../codec/no-value';
import { joinKey, labelled } from '../compile/key-text';
import type { RefField, RefTarget, RowSet } from '../mapping/mapping';
import { OpenRef, type CanonicalRow } from './canonical-row';
import type { SourceReader } from './source-reader';

type Readers = ReadonlyMap<string, SourceReader>;

interface Pending {
  readonly row: CanonicalRow;
  readonly slot: number;
  readonly parts: readonly string[];
}

/** Fills the refs by text of all rows, or one of them: one statement per field and target, whatever the number of rows. */
export async function lookUpRefs(rows: readonly CanonicalRow[], readers: Readers, only: RefField | null = null): Promise<void> {
  const pending = new Map<RefField, Pending[]>();
  for (const row of rows) {
    for (const { field, slot } of row.shape.openRefs) {
      const content = row.slots[slot];
      if (only !== null && field !== only) continue;
      if (!(content instanceof OpenRef)) continue;
      const list = pending.get(field) ?? [];
      if (list.push({ row, slot, parts: content.parts }) === 1) pending.set(field, list);
    }
  }
  await Promise.all([...pending].map(([field, list]) => lookUpField(field, list, readers)));
}

async function lookUpField(field: RefField, list: readonly Pending[], readers: Readers): Promise<void> {
  let open = list;
  let missing: string | null = null;
  for (const target of field.targets) {
    if (open.length === 0) break;
    const found = await candidatesFound(field, target, open, readers);
    if (found instanceof Unanswered) {
      missing = found.why;
      // A target that comes first could know what a later one knows too, and then that one is the wrong row.
      if (found.couldKnow) break;
      continue;
    }
    open = open.filter(({ row, slot, parts }) => {
      const key = firstFound(candidatesOf(field, parts, target.label), found);
      if (key !== undefined) row.slots[slot] = { system: target.system, type: target.type, key };
      return key === undefined;
    });
  }
  const why = missing === null ? NO_VALUE.NOT_FOUND : new NoValue('NOT_AVAILABLE', missing);
  for (const { row, slot } of open) row.slots[slot] = why;
}

/** A target that cannot be asked. */
class Unanswered {
  constructor(
    readonly why: string,
    /** It may have the row all the same. */
    readonly couldKnow: boolean,
  ) {}
}

/** Candidate text -> key of the rows that exist. */
async function candidatesFound(
  field: RefField,
  { system, type, label }: RefTarget,
  open: readonly Pending[],
  readers: Readers,
): Promise<ReadonlyMap<string, string> | Unanswered> {
  const reader = readers.get(system);
  if (!reader) return new Unanswered(`source ${system} is not connected here, so the reference cannot be looked up`, true);
  if (reader.broken(type)) return new Unanswered(`the mapping of ${type} in source ${system} has mistakes`, true);
  const rowSets = reader.rowSets(type).filter((set) => set.label === label || (label === null && field.by !== null));
  if (rowSets.length === 0)
    return new Unanswered(`source ${system} keeps no ${label === null ? type : `${type}/${label}`}`, false);
  const texts = new Set<string>();
  for (const { parts } of open) for (const text of candidatesOf(field, parts, label)) texts.add(text);
  try {
    const found = new Map<string, string>();
    for (const rowSet of rowSets) {
      for (const [text, key] of await keysOf(reader, rowSet, field.by, [...texts])) if (!found.has(text)) found.set(text, key);
    }
    return found;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'FILTER_NOT_SUPPORTED') return new Unanswered(error.message, true);
    // A dead target costs the reference, not the row that holds it.
    const isDown = error instanceof DomainError && ['SOURCE_UNAVAILABLE', 'SOURCE_TIMEOUT', 'NOT_AVAILABLE'].includes(error.code);
    if (isDown && open.every(({ row }) => row.system !== system)) return new Unanswered(`source ${system} did not answer`, true);
    throw error;
  }
}

async function keysOf(
  reader: SourceReader,
  rowSet: RowSet,
  by: string | null,
  texts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (by !== null) return reader.keysByText(rowSet, by, texts);
  return new Map([...(await reader.byKeys(rowSet, texts, [])).keys()].map((key) => [key, key]));
}

function firstFound(texts: readonly string[], found: ReadonlyMap<string, string>): string | undefined {
  for (const text of texts) {
    const key = found.get(text);
    if (key !== undefined) return key;
  }
  return undefined;
}

/** The texts a stored reference may stand for, best first: the value of `by`, or whole keys. */
export function candidatesOf(field: RefField, parts: readonly string[], label: string | null): readonly string[] {
  if (field.by !== null && field.variants.length === 0) return parts;
  const texts = variantsOf(field).map((variant) => {
    const varied = parts.map((part, index) => (field.from[index]?.kind === 'literal' ? part : vary(part, variant)));
    return field.by === null ? labelled(label, joinKey(varied) ?? '') : (varied[0] ?? '');
  });
  return [...new Set(texts)];
}

/** The forms of a stored text that are tried. */
export function variantsOf({ variants }: RefField): readonly string[] {
  return variants.length > 0 ? variants : ['raw'];
}

function vary(text: string, variant: string): string {
  if (variant === 'upper') return text.toUpperCase();
  if (variant === 'unpad') return text.replace(/^0+(?=.)/, '');
  const [name, fill = '0', length = '0'] = variant.split(' ');
  return name === 'pad' ? text.padStart(Number(length), fill) : text;
}
