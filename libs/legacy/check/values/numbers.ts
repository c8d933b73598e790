import Decimal from 'decimal.js';
import { storedText } from '../../codec/stored-text';
import type { StoredField } from '../../mapping/mapping';
import { isMoney, reasonOf } from './content';
import { counted, percent, valueList } from '../finding';
import type { RowSetContext } from '../row-set-context';
import type { Collector, SurveyedRow, SurveyResult } from '../survey';

const KEPT_AMOUNTS = 20_000;

/** Stored values that are no numbers, currencies without translation, and the range of amounts: a wrong unit shows there. */
export class NumbersCollector implements Collector {
  private readonly fields: readonly StoredField[];
  private readonly names: readonly string[];
  private readonly bad = new Map<string, Map<string, number>>();
  private readonly filled = new Map<string, number>();
  private readonly currencies = new Map<string, Map<string, number>>();
  private readonly amounts = new Map<string, { readonly kept: number[]; count: number }>();

  constructor(private readonly context: RowSetContext) {
    this.fields = [...context.rowSet.fields.values()].filter((field): field is StoredField => field.kind === 'stored');
    this.names = [...context.rowSet.fields.keys(), ...context.rowSet.derived.keys()];
  }

  add({ row, stored }: SurveyedRow): void {
    for (const { name, from, currency } of this.fields) {
      const [expression] = from;
      const text = expression ? storedText(stored(expression)) : null;
      if (text === null) continue;
      this.filled.set(name, (this.filled.get(name) ?? 0) + 1);
      const code = reasonOf(row, name);
      if (code === 'BAD_NUMBER') bump(this.bad, name, text);
      if (code === 'UNKNOWN_CURRENCY') bump(this.currencies, name, currency ? (storedText(stored(currency)) ?? '(blank)') : text);
    }
    for (const name of this.names) {
      const value = row.valueOf(name);
      if (isMoney(value)) this.addAmount(name, value.amount);
    }
  }

  report({ decoded }: SurveyResult): void {
    const { context } = this;
    for (const [name, values] of this.bad) {
      const [bad, filled] = [total(values), this.filled.get(name) ?? decoded];
      const what = `${counted(bad, 'value is', 'values are')} no number (${percent(bad, filled)} of the filled ones): ${context.values(name, values)}`;
      const isWrongColumn = bad * 20 > filled;
      const advice = isWrongColumn
        ? 'wrong column, or clean: it first (drop ¥, drop ,)'
        : 'the field is null there with the reason BAD_NUMBER';
      context.report(isWrongColumn ? 'error' : 'warning', 'not-a-number', ['fields', name], `${what}; ${advice}`);
    }
    for (const [name, codes] of this.currencies) {
      const what = `${counted(total(codes), 'amount has', 'amounts have')} a currency without translation: ${valueList(codes)}`;
      context.report(
        'error',
        'unmapped-currency',
        ['fields', name],
        `${what}; add it to codes: { currency: { ... } } of the file`,
      );
    }
    for (const [name, { kept, count }] of this.amounts) {
      const sorted = kept.toSorted((a, b) => a - b);
      const at = (share: number): string => new Decimal(sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2);
      const range = `min ${at(0)}, median ${at(0.5)}, max ${at(1)} over ${counted(count, 'amount')}`;
      const part = context.rowSet.derived.has(name) ? 'derive' : 'fields';
      context.report('note', 'amounts', [part, name], `${range}; is that the unit (cents, thousands)?`);
    }
  }

  // Only for a printed range: a double is exact enough.
  private addAmount(name: string, amount: string): void {
    const known = this.amounts.get(name) ?? { kept: [], count: 0 };
    this.amounts.set(name, known);
    known.count += 1;
    if (known.kept.length < KEPT_AMOUNTS) known.kept.push(Number.parseFloat(amount));
    else known.kept[known.count % KEPT_AMOUNTS] = Number.parseFloat(amount);
  }
}

function bump(counts: Map<string, Map<string, number>>, name: string, text: string): void {
  const values = counts.get(name) ?? new Map<string, number>();
  counts.set(name, values);
  values.set(text, (values.get(text) ?? 0) + 1);
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
