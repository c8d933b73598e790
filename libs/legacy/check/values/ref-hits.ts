import { joinKey, splitKey } from '../../compile/key-text';
import { isHard, type RefField, type RowSet } from '../../mapping/mapping';
import { isRowRef } from '../../canonical/compare-values';
import type { CanonicalRow } from '../../reader/canonical-row';
import { openPartsOf } from './content';
import { lookUpRefs } from '../../reader/look-up-refs';
import type { SourceReader } from '../../reader/source-reader';
import { StatementFailed } from '../../introspection/probe';
import { counted, percent, shortened } from '../finding';
import type { RowSetContext } from '../row-set-context';
import type { Collector, SurveyedRow } from '../survey';

const SAMPLE = 1000;
const FEW = 5;
const LENGTHS = [4, 5, 6, 7, 8, 9, 10, 12];

interface Asked {
  readonly field: RefField;
  /** By the referred key, or by the stored text of a soft ref. */
  readonly rows: Map<string, CanonicalRow>;
}

/** How many of the referred rows exist, and which form of the key would find more. */
export class RefHits implements Collector {
  private readonly asked: readonly Asked[];

  constructor(
    private readonly context: RowSetContext,
    private readonly readers: ReadonlyMap<string, SourceReader>,
  ) {
    this.asked = [...context.rowSet.fields.values()]
      .filter((field): field is RefField => field.kind === 'ref')
      .map((field) => ({ field, rows: new Map() }));
  }

  add({ row }: SurveyedRow): void {
    for (const { field, rows } of this.asked) {
      if (rows.size >= SAMPLE) continue;
      const value = row.valueOf(field.name);
      const parts = openPartsOf(row, field.name);
      const text = isRowRef(value) ? value.key : parts ? joinKey(parts, parts.length) : null;
      if (text !== null && !rows.has(text)) rows.set(text, row);
    }
  }

  async report(): Promise<void> {
    for (const { field, rows } of this.asked) {
      if (rows.size === 0) continue;
      try {
        await (isHard(field) ? this.reportHard(field, [...rows.keys()]) : this.reportSoft(field, rows));
      } catch (error) {
        if (!(error instanceof StatementFailed)) throw error;
        this.context.report('warning', 'not-checked', ['fields', field.name], `its look-up was not checked: ${error.message}`);
      }
    }
  }

  private async reportHard(field: RefField, keys: readonly string[]): Promise<void> {
    const [target] = field.targets;
    if (!target) return;
    const reader = this.readers.get(target.system);
    const rowSet = reader?.rowSet(target.type, target.label);
    if (!reader || !rowSet) return this.reportUnreachable(field, target.system, target.type, reader !== undefined);
    const found = await reader.byKeys(rowSet, keys, []);
    const missing = keys.filter((key) => !found.has(key));
    await this.judge(field, keys, missing, (texts) => hardHits(reader, rowSet, texts), rowSet.key.length);
  }

  private async reportSoft(field: RefField, rows: ReadonlyMap<string, CanonicalRow>): Promise<void> {
    const reached = field.targets.filter(({ system, type, label }) => this.readers.get(system)?.rowSet(type, label));
    const [target] = field.targets;
    if (reached.length < field.targets.length && target) {
      const lost = field.targets.find((each) => !reached.includes(each)) ?? target;
      this.reportUnreachable(field, lost.system, lost.type, this.readers.has(lost.system));
      return;
    }
    await lookUpRefs([...rows.values()], this.readers);
    const missing = [...rows].filter(([, row]) => !isRowRef(row.valueOf(field.name))).map(([text]) => text);
    const reader = target && this.readers.get(target.system);
    const rowSet = target && reader?.rowSet(target.type, target.label);
    const { by } = field;
    const hits = async (texts: readonly string[]): Promise<number> => {
      if (!reader || !rowSet) return 0;
      return by === null ? hardHits(reader, rowSet, texts) : softHits(reader, rowSet, by, texts);
    };
    await this.judge(field, [...rows.keys()], missing, hits, by === null ? (rowSet?.key.length ?? 1) : 1);
  }

  private async judge(
    field: RefField,
    asked: readonly string[],
    missing: readonly string[],
    hits: (texts: readonly string[]) => Promise<number>,
    keyParts: number,
  ): Promise<void> {
    const { context } = this;
    const path = ['fields', field.name];
    const found = asked.length - missing.length;
    const target = field.targets.map(({ type }) => type).join(' or ');
    const what = `${found} of ${counted(asked.length, 'distinct value', 'distinct values')} found in ${target} (${percent(found, asked.length)})`;
    if (missing.length === 0) return context.report('note', 'ref-hits', path, what);
    const examples = missing.slice(0, 3).map((text) => `'${shortened(text)}'`);
    const lost = `${what}, not ${examples.join(', ')}`;
    const better = await this.betterVariant(field, missing, hits, keyParts);
    if (better !== null) {
      const advice = `as "${better}" more are found: write variants: [raw, ${better}]`;
      return context.report(found * 2 < asked.length ? 'error' : 'warning', 'ref-misses', path, `${lost}; ${advice}`);
    }
    if (found === 0 && asked.length >= FEW) {
      return context.report(
        'error',
        'ref-misses',
        path,
        `${lost}; is this the key of ${target}, or another number of it (by: number)?`,
      );
    }
    context.report('warning', 'ref-misses', path, `${lost}; they do not exist, or where of ${target} leaves them out`);
  }

  /** The form under which most of the missing values exist; null when none finds half of them. */
  private async betterVariant(
    { variants, from }: RefField,
    missing: readonly string[],
    hits: (texts: readonly string[]) => Promise<number>,
    keyParts: number,
  ): Promise<string | null> {
    let best: { readonly variant: string; readonly count: number } | null = null;
    for (const variant of ['unpad', 'upper', ...LENGTHS.map((length) => `pad 0 ${length}`)]) {
      if (variants.includes(variant)) continue;
      const texts = missing.flatMap((text) => {
        const parts = splitKey(text, keyParts);
        const varied = parts?.map((part, index) => (from[index]?.kind === 'literal' ? part : vary(part, variant)));
        const joined = varied ? joinKey(varied) : null;
        return joined === null || joined === text ? [] : [joined];
      });
      const count = texts.length === 0 ? 0 : await hits([...new Set(texts)]);
      if (count > 0 && count * 2 >= missing.length && count > (best?.count ?? 0)) best = { variant, count };
    }
    return best?.variant ?? null;
  }

  private reportUnreachable(field: RefField, system: string, type: string, isConnected: boolean): void {
    const path = ['fields', field.name];
    if (isConnected && system === this.context.mapping.source.id) {
      const advice = `map ${type} too, or leave this field out`;
      return this.context.report(
        'warning',
        'ref-target-missing',
        path,
        `this mapping has no ${type}: the reference leads nowhere; ${advice}`,
      );
    }
    const why = isConnected ? `source ${system} has no ${type}` : `source ${system} is not connected here`;
    this.context.report('note', 'not-checked', path, `hits in ${system}.${type} not checked: ${why}; give --sources`);
  }
}

async function hardHits(reader: SourceReader, rowSet: RowSet, keys: readonly string[]): Promise<number> {
  return (await reader.byKeys(rowSet, keys, [])).size;
}

async function softHits(reader: SourceReader, rowSet: RowSet, by: string, texts: readonly string[]): Promise<number> {
  const found = await reader.keysByText(rowSet, by, texts);
  return texts.filter((text) => found.has(text)).length;
}

function vary(text: string, variant: string): string {
  if (variant === 'unpad') return text.replace(/^0+(?=.)/, '');
  if (variant === 'upper') return text.toUpperCase();
  return text.padStart(Number(variant.split(' ')[2]), '0');
}
