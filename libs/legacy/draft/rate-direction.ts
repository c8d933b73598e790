import type { TableChoice } from './choose-tables';
import type { ColumnProfile } from './column-profile';
import { columnText, proposed, quoted, scalar, type DraftLine } from './draft-line';

const LEAST_ROWS = 5;
const MOSTLY = 0.9;
const CLOSE = 0.005;

/** Rows in which foreign amount times rate, or divided by it, is the amount in the currency of the company. */
export interface RateDirection {
  readonly direction: 'times' | 'divided';
  readonly rows: number;
  readonly of: number;
}

/** Null where the sampled rows do not tell: no second amount, or rates near 1. */
export function rateDirection({ assignments, profile }: TableChoice): RateDirection | null {
  const placeOf = (field: string): number => {
    const column = assignments.find((each) => each.field === field)?.columns[0]?.column.name;
    return profile.columns.findIndex((each) => each.column.name === column);
  };
  const [rate, amount, base] = [placeOf('rate'), placeOf('amount'), placeOf('baseAmount')];
  if (rate < 0 || amount < 0 || base < 0) return null;
  const counts = { times: 0, divided: 0, of: 0 };
  for (const row of profile.rows) {
    const [by, foreign, own] = [Number(row[rate]), Number(row[amount]), Number(row[base])];
    if (!(by > 0) || Math.abs(by - 1) < 0.05 || !foreign || !own) continue;
    counts.of += 1;
    if (isClose(foreign * by, own)) counts.times += 1;
    else if (isClose(foreign / by, own)) counts.divided += 1;
  }
  if (counts.of < LEAST_ROWS) return null;
  for (const direction of ['times', 'divided'] as const)
    if (counts[direction] >= counts.of * MOSTLY) return { direction, rows: counts[direction], of: counts.of };
  return null;
}

const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(0.02, Math.abs(b) * CLOSE);

/** Amount times rate is the amount in the currency of the company: a rate that divides is turned over. */
export function draftRate({ column }: ColumnProfile, alias: string, { direction, rows, of }: RateDirection): DraftLine {
  const name = columnText(alias, column.name);
  const how = direction === 'times' ? 'amount * rate' : 'amount / rate';
  const text = direction === 'times' ? scalar(name) : quoted(`1 / ${name}`);
  return proposed(`rate: ${text}`, `${how} is the base amount in ${rows} of ${of} sampled rows; ${column.type}`);
}
