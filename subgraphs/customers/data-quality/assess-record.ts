import { checkRecord } from './check-record';
import type { QualityRecord, QualityScope } from './quality-record';
import { isForSystem, type QualityDimension, type QualityRule } from './quality-rule';

/** Checks of one kind: how many could be made, and how many of them found something wrong. */
export interface Checked {
  readonly checked: number;
  readonly failed: number;
}

/** What was found about one record. */
export interface Assessment {
  readonly broken: readonly QualityRule[];
  /** Rules that the record kept. */
  readonly kept: readonly QualityRule[];
  /** Rules that the source cannot tell about, with the reason. */
  readonly unassessable: readonly { readonly rule: QualityRule; readonly reason: string }[];
}

export function assessRecord(rules: readonly QualityRule[], record: QualityRecord, scope: QualityScope): Assessment {
  const broken: QualityRule[] = [];
  const kept: QualityRule[] = [];
  const silent: { rule: QualityRule; reason: string }[] = [];
  for (const rule of rules) {
    if (!isForSystem(rule, record.system)) continue;
    const outcome = checkRecord(rule, record, scope);
    if (outcome === 'FAILED') broken.push(rule);
    else if (outcome === 'PASSED') kept.push(rule);
    else if (outcome !== 'NOT_APPLICABLE') silent.push({ rule, reason: outcome.unassessable });
  }
  return { broken, kept, unassessable: silent };
}

/** Checks by dimension; a dimension in which nothing could be checked is not in it. */
export type CheckedByDimension = Readonly<Partial<Record<QualityDimension, Checked>>>;

export function checkedByDimension({ broken, kept }: Assessment): CheckedByDimension {
  const sums: Partial<Record<QualityDimension, Checked>> = {};
  for (const [rules, failed] of [
    [broken, 1],
    [kept, 0],
  ] as const)
    for (const { dimension } of rules) sums[dimension] = plus(sums[dimension] ?? NOTHING_CHECKED, { checked: 1, failed });
  return sums;
}

export const NOTHING_CHECKED: Checked = { checked: 0, failed: 0 };

export const plus = (a: Checked, b: Checked): Checked => ({ checked: a.checked + b.checked, failed: a.failed + b.failed });
