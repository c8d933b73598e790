import Decimal from 'decimal.js';
import { StatementFailed } from '../../introspection/probe';
import { solve } from '../../compile/solve';
import type { StoredField } from '../../mapping/mapping';
import { counted } from '../finding';
import type { RowSetContext } from '../row-set-context';
import { over, selectRows } from '../row-set-sql';
import type { Collector, SurveyedRow, SurveyResult } from '../survey';
import { amountOf, reasonOf } from './content';

const ROUNDING = '0.0051';

interface Total {
  readonly field: StoredField;
  sum: Decimal;
  rows: number;
  /** Rows whose amount is null for a reason that is reported elsewhere. */
  without: number;
}

/** The sum of canonical amounts against the plain sum of the stored column, where a field is a plain column of the row set. */
export class MoneyTotals implements Collector {
  private readonly totals: readonly Total[];

  constructor(private readonly context: RowSetContext) {
    const { rowSet } = context;
    this.totals = [...rowSet.fields.values()].flatMap((field) => {
      if (field.kind !== 'stored' || field.from.length !== 1) return [];
      const [expression] = field.from;
      const solved = expression && solve(expression);
      const isPlain = solved && !solved.moved && solved.column.alias === rowSet.alias;
      return isPlain ? [{ field, sum: new Decimal(0), rows: 0, without: 0 }] : [];
    });
  }

  add({ row }: SurveyedRow): void {
    for (const total of this.totals) {
      const amount = amountOf(row, total.field.name);
      if (amount !== null) {
        total.sum = total.sum.plus(amount);
        total.rows += 1;
      } else if (reasonOf(row, total.field.name) !== null) total.without += 1;
    }
  }

  async report({ isComplete }: SurveyResult): Promise<void> {
    for (const { field, sum, rows, without } of this.totals) {
      if (rows === 0) continue;
      const path = ['fields', field.name];
      if (!isComplete || without > 0) {
        const why = isComplete ? `${counted(without, 'amount', 'amounts')} could not be read` : 'not all rows were read';
        this.context.report('note', 'total-not-compared', path, `its total was not compared with the stored one: ${why}`);
        continue;
      }
      const stored = await this.storedSum(field);
      if (stored === null) continue;
      const isEqual = stored
        .minus(sum)
        .abs()
        .lte(new Decimal(ROUNDING).times(rows + 1));
      const both = `the rows delivered sum to ${sum.toFixed(2)}, the stored column to ${stored.toFixed(2)}`;
      if (isEqual) this.context.report('note', 'total-agrees', path, `${both} over ${counted(rows, 'row')}`);
      else this.context.report('error', 'total-differs', path, `${both}: rows are lost, repeated or read wrongly`);
    }
  }

  // The sum without any link: a join that multiplies rows cannot multiply it too.
  private async storedSum({ name, from: [expression] }: StoredField): Promise<Decimal | null> {
    if (!expression) return null;
    const { definitions, label, probe } = this.context;
    const { nulls } = definitions.field(label, name);
    const isMysql = probe.database.dialect === 'mysql';
    const rows = selectRows(this.context, (printer) => {
      const amount = printer.print(expression);
      const text = isMysql ? `concat(${amount}, '')` : `cast(${amount} as text)`;
      // Values that mean nothing: -1 for "no limit".
      const meaning =
        nulls.length > 0 ? [`${text} not in (${nulls.map((each) => printer.statement.bind(each)).join(', ')})`] : [];
      return {
        columns: [`${amount} as amount_`],
        where: [...printer.keyColumns().map((column) => `${column} is not null`), ...meaning],
      };
    });
    const sum = isMysql ? 'cast(sum(amount_) as char)' : 'sum(amount_)';
    const { sql, params } = over(rows, (inner) => `select ${sum} from ${inner}`);
    try {
      const [[cell] = []] = await probe.query(sql, params);
      return cell === null || cell === undefined ? null : new Decimal(String(cell));
    } catch (error) {
      if (!(error instanceof StatementFailed)) throw error;
      this.context.report('note', 'total-not-compared', ['fields', name], `the stored sum was not read: ${error.message}`);
      return null;
    }
  }
}
