import { sourceKeyText, type SourceKey } from '#core/source-key';
import { NO_MORE, type Stored } from '../codec/codec';
import { NoValue } from '../codec/no-value';
import { withoutPadding } from '../codec/stored-text';
import type { FieldCondition } from '../compile/condition';
import { keyColumnsOf, textOf } from '../compile/key-columns';
import { joinKey, splitKey, withoutLabel } from '../compile/key-text';
import type { Asked } from '../compile/read-statements';
import { notListed } from '../compile/refusal';
import { storedFormsOf, storedPattern } from '../compile/stored-forms';
import { isHard, kindOf, type RefField, type RowSet } from '../mapping/mapping';
import type { CanonicalRow } from './canonical-row';
import { firstRows } from './first-rows';
import { candidatesOf, lookUpRefs, variantsOf } from './look-up-refs';
import { countsOf, ofParents } from './rows-of-parents';
import type { SourceList } from './source-access';
import type { SourceReader } from './source-reader';

/** Different stored texts that are read to be cleaned, for one list. */
const MOST_TEXTS = 200_000;
/** Patterns of one statement: with more of them it is as fast to read all texts. */
const MOST_PATTERNS = 64;

/** A reference that a text is looked up for, or cleaned: rows do not hold the key it leads to. */
export function isIndirect(field: RefField): boolean {
  return !isHard(field) || keyColumnsOf(field) === null;
}

/**
 * The rows of parents by an indirect reference, backwards: from the parents to the texts that lead to them, to the stored texts behind
 * these, to their rows. Each row found is read forwards again, so that it belongs to whom its reference leads to and to nobody else.
 */
export class IndirectRows {
  constructor(
    private readonly reader: SourceReader,
    private readonly rowSet: RowSet,
    private readonly field: RefField,
    private readonly readers: ReadonlyMap<string, SourceReader>,
  ) {}

  async all(
    parents: readonly SourceKey[],
    fields: readonly string[],
    where: readonly FieldCondition[],
  ): Promise<readonly CanonicalRow[]> {
    const { field, reader, rowSet } = this;
    const texts = await this.textsOf(parents);
    if (texts.length === 0) return [];
    const asked = this.askedDirectly(texts) ?? (await this.askedByStored(texts));
    const needed = [...fields, field.name, ...where.map((condition) => condition.field)];
    const rows = [...(await reader.readAll(rowSet, asked, needed, where)).values()];
    await lookUpRefs(rows, this.readers, field);
    for (const row of rows) {
      const content = row.contentOf(field.name);
      if (content instanceof NoValue && content.code === 'NOT_AVAILABLE') throw this.refusal(content.detail);
    }
    const wanted = new Set(parents.map(sourceKeyText));
    return ofParents(rows, field.name, (parent) => wanted.has(sourceKeyText(parent)));
  }

  /** All rows of the parents are read, whatever the size of the page: which are theirs is known only then. */
  async list(parents: readonly SourceKey[], query: SourceList): Promise<readonly CanonicalRow[]> {
    const rows = await this.all(parents, [...query.fields, query.sort.field], query.where);
    return firstRows(rows, { ...query.sort, kind: kindOf(this.rowSet, query.sort.field) }, query.first + 1, query.after);
  }

  async count(parents: readonly SourceKey[], where: readonly FieldCondition[]): Promise<ReadonlyMap<string, number>> {
    return countsOf(await this.all(parents, [], where));
  }

  private refusal(why: string) {
    return notListed(this.reader.id, this.rowSet, this.field.name, why);
  }

  /** What the parts of the reference say, decoded, where it leads to one of the parents. */
  private async textsOf(parents: readonly SourceKey[]): Promise<readonly (readonly string[])[]> {
    const { by, from, targets } = this.field;
    const texts = new Map<string, readonly string[]>();
    const add = (parts: readonly string[]): void => void texts.set(JSON.stringify(parts), parts);
    for (const { system, type, label } of targets) {
      const keys = parents.flatMap((parent) => (parent.system === system ? [parent.key] : []));
      if (keys.length === 0) continue;
      if (by === null) {
        for (const key of keys) {
          const own = withoutLabel(label, key);
          const parts = own === null ? null : splitKey(own, from.length);
          if (parts) add(parts);
        }
        continue;
      }
      const reader = this.readers.get(system);
      if (!reader) throw this.refusal(`source ${system} is not connected here, so the reference cannot be looked up`);
      for (const rowSet of reader.rowSets(type)) {
        if (label !== null && rowSet.label !== label) continue;
        for (const row of (await reader.byKeys(rowSet, keys, [by])).values()) {
          const text = row.valueOf(by);
          if (text !== null) add([String(text)]);
        }
      }
    }
    return [...texts.values()];
  }

  /** Null: there is no end of the stored texts that lead to a text. */
  private askedDirectly(texts: readonly (readonly string[])[]): Asked | null {
    const { field } = this;
    const columns = keyColumnsOf(field);
    if (!columns) return null;
    const tuples: (readonly string[])[] = [];
    for (const parts of texts) {
      for (const variant of variantsOf(field)) {
        let forms: (readonly string[])[] = [[]];
        for (const [index, part] of parts.entries()) {
          const stored = field.from[index]?.kind === 'literal' ? [part] : storedFormsOf(variant, part);
          if (stored === null) return null;
          forms = forms.flatMap((form) => stored.map((text) => [...form, text]));
        }
        tuples.push(...forms.flatMap((form) => columns.valuesOf(form) ?? []));
      }
    }
    return { columns: columns.expressions, tuples: distinct(tuples) };
  }

  /** The stored texts of the table, read first: those that lead to one of the texts. */
  private async askedByStored(texts: readonly (readonly string[])[]): Promise<Asked> {
    const { field, reader, rowSet } = this;
    const columns = field.from.flatMap((part) => (part.kind === 'literal' ? [] : [part.kind === 'column' ? part : textOf(part)]));
    const reads = await reader.reads(rowSet);
    const stored = await reader.send(
      rowSet,
      reads.different({ columns, patterns: this.patternsOf(texts), limit: MOST_TEXTS + 1 }),
    );
    if (stored.length > MOST_TEXTS)
      throw this.refusal(`it has to be cleaned, and there are more than ${MOST_TEXTS} different values of it`);
    const wanted = new Set(texts.map((parts) => this.textOf(parts)));
    const tuples = stored.flatMap((cells) => {
      const parts = this.partsOf(cells);
      const leads = parts !== null && candidatesOf(field, parts, null).some((text) => wanted.has(text));
      return leads ? [cells.map((cell) => withoutPadding(String(cell)))] : [];
    });
    return { columns, tuples };
  }

  private textOf(parts: readonly string[]): string {
    return this.field.by === null ? (joinKey(parts) ?? '') : (parts[0] ?? '');
  }

  private partsOf(cells: readonly Stored[]): readonly string[] | null {
    const { from, part } = this.field;
    const texts: string[] = [];
    let next = 0;
    for (const expression of from) {
      const cell = expression.kind === 'literal' ? String(expression.value) : (cells[next++] ?? null);
      const decoded = part.decode(cell, null, NO_MORE);
      if (decoded === null || decoded instanceof NoValue) return null;
      texts.push(String(decoded));
    }
    return texts;
  }

  /** None: all stored texts are read. */
  private patternsOf(texts: readonly (readonly string[])[]): readonly (readonly (string | null)[])[] {
    const { field } = this;
    const variants = variantsOf(field);
    if (texts.length * variants.length > MOST_PATTERNS) return [];
    const patterns = texts.flatMap((parts) =>
      variants.map((variant) =>
        parts.flatMap((part, index) =>
          field.from[index]?.kind === 'literal' ? [] : [storedPattern(field.clean, variant, part)],
        ),
      ),
    );
    return patterns.some((alternative) => alternative.every((pattern) => pattern === null)) ? [] : patterns;
  }
}

function distinct(tuples: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(tuples.map((tuple) => [JSON.stringify(tuple), tuple])).values()];
}
