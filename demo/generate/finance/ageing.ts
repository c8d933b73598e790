import { MONTH_ENDS } from '../calendar';
import { centsText } from '../decimal-text';
import { type Generation } from '../generation';
import { ENTITY } from './entity';
import { type CustomerAccount } from './ledger';

const LIMITS = [0, 30, 60, 90, 180] as const;
export const AGE_COLUMNS = ['D_CUR', 'D_30', 'D_60', 'D_90', 'D_180', 'D_OVR'] as const;

/** Which column of the snapshot takes an amount that is overdue by so many days. */
export function ageColumn(overdue: number): (typeof AGE_COLUMNS)[number] {
  const index = LIMITS.findIndex((limit) => overdue <= limit);
  return AGE_COLUMNS[index === -1 ? LIMITS.length : index] ?? 'D_OVR';
}

/** The snapshots at month end of a customer that has something open then. */
export function writeAgeing(g: Generation, { customerNo, items }: CustomerAccount): void {
  if (items.length === 0) return;
  const first = Math.min(...items.map((item) => item.day));
  for (const { period, lastDay } of MONTH_ENDS) {
    if (lastDay < first) continue;
    const ages = new Map<string, number>();
    let balance = 0;
    for (const item of items) {
      const open = item.openAt(lastDay);
      if (open === 0) continue;
      const column = ageColumn(lastDay - item.due);
      ages.set(column, (ages.get(column) ?? 0) + open);
      balance += open;
    }
    if (ages.size === 0) continue;
    g.data.add('finance', 'AR_AGE', {
      ENT_NO: ENTITY,
      PRD: period,
      CUST_NO: customerNo,
      BAL: centsText(balance),
      ...Object.fromEntries(AGE_COLUMNS.map((column) => [column, centsText(ages.get(column) ?? 0)])),
    });
  }
}
