import { buildCodec } from '../../codec/build-codec';
import { NO_MORE } from '../../codec/codec';
import { NoValue } from '../../codec/no-value';
import { storedText } from '../../codec/stored-text';
import { specsOf } from '../../mapping/build-field';
import type { StoredField } from '../../mapping/mapping';
import { counted, percent } from '../finding';
import type { RowSetContext } from '../row-set-context';
import { reasonOf } from './content';
import type { Collector, SurveyedRow, SurveyResult } from '../survey';

const FORMS = [
  'date',
  'yyyymmdd',
  'unix',
  'unixms',
  'text yyyy-MM-dd',
  'text yyyy/MM/dd',
  'text yyyy.MM.dd',
  'text yyyy年M月d日',
  'text d.M.yyyy',
  'text d/M/yyyy',
  'text M/d/yyyy',
  'text yyyy/M/d H:mm',
  'text yyyyMMddHHmmss',
] as const;
/** Days that systems write when they have none, beside the zero dates and "for ever" every codec knows. */
const SUSPECTS: ReadonlySet<string> = new Set([
  '1900-01-01',
  '1899-12-30',
  '1753-01-01',
  '1970-01-01',
  '1980-01-01',
  '1911-01-01',
  '2099-12-31',
  '2999-12-31',
  '3000-01-01',
  '2049-12-31',
]);
const KEPT_VALUES = 2000;
const OFTEN = 3;

interface Seen {
  filled: number;
  readonly sentinels: Map<string, number>;
  readonly impossible: Map<string, number>;
  readonly suspects: Map<string, number>;
  unlikely: number;
  first: string;
  last: string;
  readonly sample: Set<string>;
}

/** Zero and "for ever" dates, impossible ones, and dates read in another form than they are stored in. */
export class DatesCollector implements Collector {
  private readonly seen = new Map<StoredField, Seen>();

  constructor(private readonly context: RowSetContext) {
    const specs = specsOf(context.rowSet.type);
    for (const field of context.rowSet.fields.values()) {
      if (field.kind !== 'stored') continue;
      const as = context.definitions.field(context.label, field.name).as ?? specs[field.name]?.kind ?? '';
      if (/^(date|instant)/.test(as)) this.seen.set(field, newSeen());
    }
  }

  add({ row, stored }: SurveyedRow): void {
    for (const [field, seen] of this.seen) {
      const [expression] = field.from;
      const text = expression ? storedText(stored(expression)) : null;
      if (text === null) continue;
      seen.filled += 1;
      if (seen.sample.size < KEPT_VALUES) seen.sample.add(text);
      const value = row.valueOf(field.name);
      if (reasonOf(row, field.name) !== null) bump(seen.impossible, text);
      else if (value === null) bump(seen.sentinels, text);
      else addDay(seen, String(value).slice(0, 10), text);
    }
  }

  report({ decoded }: SurveyResult): void {
    if (decoded === 0) return;
    for (const [field, seen] of this.seen) this.reportField(field, seen);
  }

  private reportField(field: StoredField, seen: Seen): void {
    const path = ['fields', field.name];
    const { filled } = seen;
    if (filled === 0) return;
    const bad = sum(seen.impossible);
    const wrong = bad + seen.unlikely;
    const other = wrong * 20 > filled ? this.betterForm(field, [...seen.sample], wrong / filled) : null;
    if (wrong * 2 > filled || (other !== null && wrong * 20 > filled)) {
      const form = this.formOf(field);
      const read = bad > seen.unlikely ? 'cannot be read' : `become days between ${seen.first} and ${seen.last}`;
      const advice = other === null ? 'look at the stored values and state their form with as:' : `as: ${other} reads them`;
      const values = this.context.values(
        field.name,
        bad > 0 ? seen.impossible : new Map([...seen.sample].slice(0, 3).map((text) => [text, 1])),
      );
      this.context.report(
        'error',
        'date-form',
        path,
        `as "${form}" ${percent(wrong, filled)} of the filled values ${read}: ${values}; ${advice}`,
      );
      return;
    }
    if (bad > 0) {
      const what = `${counted(bad, 'date is', 'dates are')} impossible: ${this.context.values(field.name, seen.impossible)}`;
      this.context.report('warning', 'impossible-date', path, `${what}; the field is null there with the reason BAD_DATE`);
    }
    const suspects = new Map([...seen.suspects].filter(([, count]) => count >= OFTEN));
    if (suspects.size > 0) {
      const advice = `if it means "no date", list it in source.nullDates or nulls`;
      this.context.report(
        'warning',
        'suspect-date',
        path,
        `read as a real day: ${this.context.values(field.name, suspects)}; ${advice}`,
      );
    }
    if (seen.sentinels.size > 0) {
      this.context.report('note', 'sentinel-date', path, `read as "no date": ${this.context.values(field.name, seen.sentinels)}`);
    }
    if (seen.first !== '') this.context.report('note', 'date-range', path, `from ${seen.first} to ${seen.last}`);
  }

  private formOf({ name }: StoredField): string {
    const { as } = this.context.definitions.field(this.context.label, name);
    return as ?? specsOf(this.context.rowSet.type)[name]?.kind ?? 'date';
  }

  /** The form under which nearly all of the values are likely days; null when none is clearly better. */
  private betterForm(field: StoredField, values: readonly string[], wrong: number): string | null {
    const { timezone, currency } = this.context.mapping.source;
    const kind = this.formOf(field).startsWith('instant') ? 'instant' : 'date';
    const scored = FORMS.map((form) => {
      const codec = buildCodec({ kind: 'date', as: `date ${form}`, timezone, currency });
      const good = values.filter((text) => {
        const decoded = codec.decode(text, null, NO_MORE);
        return !(decoded instanceof NoValue) && (decoded === null || isLikely(String(decoded)));
      });
      return { form, share: good.length / values.length };
    });
    const best = scored.reduce((a, b) => (b.share > a.share ? b : a));
    if (best.share < 0.98 || best.share <= 1 - wrong) return null;
    return `${kind} ${kind === 'instant' && best.form === 'date' ? 'datetime' : best.form}`;
  }
}

function newSeen(): Seen {
  return {
    filled: 0,
    sentinels: new Map(),
    impossible: new Map(),
    suspects: new Map(),
    unlikely: 0,
    first: '',
    last: '',
    sample: new Set(),
  };
}

function addDay(seen: Seen, day: string, text: string): void {
  if (SUSPECTS.has(day)) bump(seen.suspects, text);
  // Birthdays of the old and ends of long contracts are days too.
  else if (!isLikely(day)) seen.unlikely += 1;
  if (seen.first === '' || day < seen.first) seen.first = day;
  if (day > seen.last) seen.last = day;
}

function isLikely(day: string): boolean {
  return day >= '1900-01-01' && day < '2101-01-01' && !day.startsWith('1970-');
}

function bump(counts: Map<string, number>, text: string): void {
  if (counts.size < KEPT_VALUES || counts.has(text)) counts.set(text, (counts.get(text) ?? 0) + 1);
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
