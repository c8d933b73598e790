import Decimal from 'decimal.js';
import { money, sumByCurrency, type Money } from '#core/money';
import type { LegacyRecord } from '#core/legacy-record';

/** The facts of one receivable document that count towards a balance. */
export interface ReceivableFacts extends LegacyRecord {
  readonly openAmount: Money | null;
  readonly dueOn: string | null;
  readonly status: string | null;
}

export interface ReceivableBalance {
  readonly open: Money;
  readonly overdue: Money;
  readonly openDocuments: number;
  readonly oldestDueOn: string | null;
}

export interface Receivables {
  readonly balances: readonly ReceivableBalance[];
  /** Documents whose open amount is unknown; they are in no balance. */
  readonly unknownDocuments: number;
}

/** Whether something of a document is still to be paid or given back; false while its open amount is unknown. */
export const isOpen = ({ openAmount }: ReceivableFacts): boolean =>
  openAmount !== null && !new Decimal(openAmount.amount).isZero();

/** What a customer owes on the business day, per currency; credit notes reduce it. */
export function receivables(documents: readonly ReceivableFacts[]): Receivables {
  const open = documents.filter(isOpen);
  const currencies = new Set(open.map(({ openAmount }) => openAmount?.currency ?? ''));
  const balances = [...currencies].map((currency): ReceivableBalance => {
    const mine = open.filter(({ openAmount }) => openAmount?.currency === currency);
    const overdue = mine.filter(({ status }) => status === 'OVERDUE');
    const total = (list: readonly ReceivableFacts[]): Money =>
      sumByCurrency(list.flatMap(({ openAmount }) => openAmount ?? []))[0] ?? money(0, currency);
    const due = mine.flatMap(({ dueOn }) => dueOn ?? []).sort();
    return { open: total(mine), overdue: total(overdue), openDocuments: mine.length, oldestDueOn: due[0] ?? null };
  });
  return { balances, unknownDocuments: documents.filter(({ openAmount }) => openAmount === null).length };
}
