import type { Expression } from '../../expression/ast';
import { textOf } from '../../canonical/compare-values';
import { counted } from '../finding';
import type { RowSetContext } from '../row-set-context';
import type { Collector, SurveyedRow, SurveyResult } from '../survey';

interface Claim {
  readonly field: string;
  readonly value: string;
  readonly condition: Expression;
  rows: number;
  failed: number;
  example: string;
}

/** Proves that each narrow condition is implied by its value: every row that has the value must fulfil the condition. */
export class NarrowProof implements Collector {
  readonly needs: readonly Expression[];
  private readonly claims: readonly Claim[];

  constructor(private readonly context: RowSetContext) {
    this.claims = [...context.rowSet.derived.values()].flatMap(({ name, narrow }) =>
      [...narrow].map(([value, condition]) => ({ field: name, value, condition, rows: 0, failed: 0, example: '' })),
    );
    this.needs = this.claims.map(({ condition }) => condition);
  }

  add({ row, stored }: SurveyedRow): void {
    for (const claim of this.claims) {
      const value = row.valueOf(claim.field);
      if (value === null || !this.speaksOf(claim, textOf(value))) continue;
      claim.rows += 1;
      if (Number(stored(claim.condition)) === 1) continue;
      claim.failed += 1;
      claim.example ||= row.key;
    }
  }

  report({ decoded, isComplete }: SurveyResult): void {
    for (const { field, value, rows, failed, example } of this.claims) {
      const path = ['derive', field, 'narrow', value];
      if (failed > 0) {
        const what = `${failed} of ${counted(rows, 'row')} with ${value === '*' ? 'a value' : value} do not fulfil the condition (such as ${example})`;
        this.context.report('error', 'narrow-fails', path, `${what}: a filter would lose them; widen the condition`);
      } else if (rows === 0) {
        this.context.report('warning', 'narrow-unproven', path, `no row has ${value}, so the condition could not be proved`);
      } else {
        const scope = isComplete ? '' : ` in a sample of ${decoded}`;
        this.context.report('note', 'narrow-holds', path, `holds for all ${counted(rows, 'row')} with ${value}${scope}`);
      }
    }
  }

  // `*` speaks for the values that have no condition of their own.
  private speaksOf({ field, value }: Claim, actual: string): boolean {
    if (value !== '*') return value === actual;
    return !this.claims.some((other) => other.field === field && other.value === actual);
  }
}
