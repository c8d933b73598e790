import Decimal from 'decimal.js';
import { percent } from '../finding';
import type { RowSetContext } from '../row-set-context';
import type { Collector, SurveyedRow } from '../survey';
import { amountOf } from './content';

const MOSTLY = 0.8;

/** The rate is the price of one unit of the document's currency in the company's: baseAmount = amount * rate. */
export class RatesCollector implements Collector {
  private compared = 0;
  private multiplied = 0;
  private divided = 0;
  private example = '';

  constructor(private readonly context: RowSetContext) {}

  add({ row }: SurveyedRow): void {
    const [amount, base, rate] = [amountOf(row, 'amount'), amountOf(row, 'baseAmount'), row.valueOf('rate')];
    if (amount === null || base === null || typeof rate !== 'string') return;
    const factor = new Decimal(rate);
    // A rate of about one fits both ways and proves nothing.
    if (factor.lte(0) || factor.minus(1).abs().lt('0.01') || new Decimal(amount).isZero()) return;
    this.compared += 1;
    if (isClose(new Decimal(amount).times(factor), base)) this.multiplied += 1;
    else if (isClose(new Decimal(amount).div(factor), base)) {
      this.divided += 1;
      this.example ||= `${amount} at ${rate} is ${base}`;
    } else this.example ||= `${amount} at ${rate} is ${base}`;
  }

  report(): void {
    const { compared, multiplied, divided, context } = this;
    if (compared === 0 || multiplied >= compared * MOSTLY) return;
    const path = [context.rowSet.fields.has('rate') ? 'fields' : 'derive', 'rate'];
    const fails = `baseAmount = amount * rate holds in ${percent(multiplied, compared)} of ${compared} rows with a rate`;
    if (divided >= compared * MOSTLY) {
      const advice = 'the stored rate is units of foreign currency per unit of base currency: write rate: 1 / column';
      context.report('error', 'rate-direction', path, `${fails}, amount / rate in ${percent(divided, compared)}; ${advice}`);
    } else {
      const advice = 'is one of the three another column, another unit (per 100), or net of tax?';
      context.report('warning', 'rate-does-not-fit', path, `${fails} (${this.example}); ${advice}`);
    }
  }
}

function isClose(value: Decimal, base: string): boolean {
  const tolerance = Decimal.max(value.abs().times('0.002'), '0.05');
  return value.minus(base).abs().lte(tolerance);
}
