import type { RowType } from '../../canonical/row-types';
import { counted, percent } from '../finding';
import type { RowSetContext } from '../row-set-context';
import type { Collector, SurveyedRow } from '../survey';
import { amountOf } from './content';

interface SignRule {
  readonly fields: readonly string[];
  /** Kinds whose amounts are negative; rows without a kind are of the first sort. */
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  readonly plain: string;
}

/** The canonical signs: invoices, orders and receipts positive, credit notes, returns and refunds negative. */
const RULES: Partial<Readonly<Record<RowType, SignRule>>> = {
  Invoice: {
    fields: ['amount', 'tax', 'baseAmount'],
    positive: ['INVOICE', 'DEPOSIT', 'REPLACEMENT'],
    negative: ['CREDIT_NOTE'],
    plain: 'INVOICE',
  },
  Order: { fields: ['total'], positive: ['ORDER'], negative: ['RETURN'], plain: 'ORDER' },
  Receipt: { fields: ['amount'], positive: ['RECEIPT', 'ADVANCE'], negative: ['REFUND'], plain: 'RECEIPT' },
};
const MOSTLY = 0.5;
const NOTABLE = 0.02;

interface Signs {
  right: number;
  wrong: number;
}

/** Amounts whose sign is against the canonical one, per kind of document. */
export class SignsCollector implements Collector {
  private readonly rule: SignRule | undefined;
  private readonly signs = new Map<string, Signs>();

  constructor(private readonly context: RowSetContext) {
    this.rule = RULES[context.rowSet.type];
  }

  add({ row }: SurveyedRow): void {
    if (!this.rule) return;
    const { fields, positive, negative, plain } = this.rule;
    const kind = String(row.valueOf('kind') ?? plain);
    const isNegativeKind = negative.includes(kind);
    if (!isNegativeKind && !positive.includes(kind)) return;
    for (const field of fields) {
      const amount = amountOf(row, field);
      if (amount === null || /^-?0(\.0*)?$/.test(amount)) continue;
      const key = `${field} ${kind}`;
      const signs = this.signs.get(key) ?? { right: 0, wrong: 0 };
      this.signs.set(key, signs);
      if (amount.startsWith('-') === isNegativeKind) signs.right += 1;
      else signs.wrong += 1;
    }
  }

  report(): void {
    for (const [key, { right, wrong }] of this.signs) {
      const [field = '', kind = ''] = key.split(' ');
      const all = right + wrong;
      if (wrong < all * NOTABLE || wrong === 0) continue;
      const isNegativeKind = this.rule?.negative.includes(kind) ?? false;
      const [is, must] = isNegativeKind ? ['positive', 'negative'] : ['negative', 'positive'];
      const path = [this.context.rowSet.derived.has(field) ? 'derive' : 'fields', field];
      const what = `${wrong} of ${counted(all, 'amount')} of kind ${kind} (${percent(wrong, all)}) are ${is}, and must be ${must} here`;
      if (wrong > all * MOSTLY) {
        const advice = `turn the sign: case when ... then -column else column end`;
        this.context.report('error', 'wrong-sign', path, `${what}; ${advice}`);
      } else {
        const advice =
          'are there documents of another kind among them (credit notes, returns, refunds)? map kind, or exclude them in where';
        this.context.report('warning', 'mixed-sign', path, `${what}; ${advice}`);
      }
    }
  }
}
