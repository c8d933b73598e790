import { specsOf } from '../../mapping/build-field';
import { percent } from '../finding';
import type { RowSetContext } from '../row-set-context';
import { openPartsOf } from './content';
import type { Collector, SurveyedRow, SurveyResult } from '../survey';

const NEARLY_EMPTY = 0.95;
const OFTEN_EMPTY = 0.01;

/** How often each field is empty; a required field that is empty makes its row useless. */
export class FillCollector implements Collector {
  private readonly empty = new Map<string, number>();
  private readonly names: readonly string[];

  constructor(private readonly context: RowSetContext) {
    const { fields, derived } = context.rowSet;
    const stored = [...fields.values()].filter(({ kind }) => kind !== 'constant').map(({ name }) => name);
    this.names = [...stored, ...derived.keys()];
  }

  add({ row }: SurveyedRow): void {
    for (const name of this.names) {
      const value = row.valueOf(name);
      const isLookedUp = openPartsOf(row, name) !== null;
      if (value === null && !isLookedUp) this.empty.set(name, (this.empty.get(name) ?? 0) + 1);
    }
  }

  report({ decoded }: SurveyResult): void {
    if (decoded === 0) return;
    const { context } = this;
    const specs = specsOf(context.rowSet.type);
    for (const name of this.names) {
      const empty = this.empty.get(name) ?? 0;
      const path = [context.rowSet.derived.has(name) ? 'derive' : 'fields', name];
      const rows = `empty in ${empty} of ${decoded} rows (${percent(empty, decoded)})`;
      if (specs[name]?.required && empty > decoded * OFTEN_EMPTY) {
        const advice = 'the graph needs it in every row: map the column that is filled, or exclude such rows in where';
        context.report(empty === decoded ? 'error' : 'warning', 'required-empty', path, `${rows}; ${advice}`);
      } else if (empty === decoded) {
        const advice = `if this source cannot tell it, say so in cannot: { ${name}: why }`;
        if (!name.endsWith('Stored')) context.report('warning', 'always-empty', path, `${rows}; ${advice}`);
      } else if (empty >= decoded * NEARLY_EMPTY) context.report('note', 'nearly-empty', path, rows);
    }
  }
}
