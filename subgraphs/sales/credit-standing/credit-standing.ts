import Decimal from 'decimal.js';
import type { LegacyRecord } from '#core/legacy-record';
import { sumByCurrency, type Money } from '#core/money';
import type { Invoice } from '../invoices/invoice';
import { windowStart } from '../window-start';

/** The facts of one receivable document that credit standing looks at. */
export type StandingFacts = LegacyRecord &
  Pick<
    Invoice,
    'id' | 'number' | 'kind' | 'status' | 'issuedOn' | 'dueOn' | 'clearedOn' | 'amount' | 'baseAmount' | 'openAmount'
  >;

/** A document that was paid late or is still unpaid after its due date. */
export interface LatePayment {
  readonly document: StandingFacts;
  readonly daysLate: number;
}

export interface CreditStanding {
  readonly from: string;
  readonly to: string;
  readonly dueDocuments: number;
  readonly onTimeDocuments: number;
  readonly lateDocuments: number;
  readonly unknownDocuments: number;
  /** 0 to 1; null when no document fell due. */
  readonly onTimeRate: string | null;
  /** Null when no document fell due, or when their amounts cannot be compared. */
  readonly onTimeAmountRate: string | null;
  readonly averageDaysLate: string | null;
  readonly maxDaysLate: number | null;
  readonly openOverdue: readonly Money[];
  /** The latest first: most days late, then earliest due. */
  readonly latePayments: readonly LatePayment[];
}

/** How one document was paid. `OUTSIDE`: it does not count in the window. */
type Punctuality = 'OUTSIDE' | 'UNKNOWN' | { readonly daysLate: number };

const DAY_MS = 86_400_000;

/**
 * Credit standing (信用状况): how punctually the documents were paid that fell due in the months up to the business day.
 *
 * - Counted are invoices, replacements, deposits and other receivables with a positive amount and a due date from `from` to `to`.
 *   Credit notes, adjustments, drafts and void documents don't count. One that is due on the business day and still open doesn't yet.
 * - A settled document is late by the days from its due date to its clearing date, an open one or one written off by the days to the
 *   business day; 0 days late is on time. How a document was settled (payment, credit note) makes no difference.
 * - Unknown, and in no rate: no due date (when issued in the window, or on an unknown day), settled without a clearing date, unknown
 *   status, kind or amount. Unknown is never on time.
 * - Rates by amount and the average weigh by the amount in the currency of the company; where the source keeps none, by the amount
 *   itself when all counted documents have one currency; otherwise they are unknown.
 */
export function creditStanding(documents: readonly StandingFacts[], today: string, months: number): CreditStanding {
  const from = windowStart(today, months);
  const judged = documents.map((document) => ({ document, how: punctualityOf(document, from, today) }));
  const due = judged.flatMap(({ document, how }) => (typeof how === 'object' ? [{ document, daysLate: how.daysLate }] : []));
  const late = due.filter(({ daysLate }) => daysLate > 0);
  const onTime = due.filter(({ daysLate }) => daysLate === 0);
  const weights = weightsOf(due.map(({ document }) => document));
  const weight = (list: readonly LatePayment[], factor: (one: LatePayment) => number): Decimal =>
    list.reduce((sum, one) => sum.plus((weights?.get(one.document) ?? new Decimal(0)).times(factor(one))), new Decimal(0));
  const all = weight(due, () => 1);
  const isWeighed = weights !== null && all.gt(0);
  return {
    from,
    to: today,
    dueDocuments: due.length,
    onTimeDocuments: onTime.length,
    lateDocuments: late.length,
    unknownDocuments: judged.filter(({ how }) => how === 'UNKNOWN').length,
    onTimeRate: due.length === 0 ? null : new Decimal(onTime.length).div(due.length).toFixed(4),
    onTimeAmountRate: isWeighed
      ? weight(onTime, () => 1)
          .div(all)
          .toFixed(4)
      : null,
    averageDaysLate: isWeighed
      ? weight(due, ({ daysLate }) => daysLate)
          .div(all)
          .toFixed(1)
      : null,
    maxDaysLate: due.length === 0 ? null : Math.max(...due.map(({ daysLate }) => daysLate)),
    openOverdue: sumByCurrency(documents.flatMap(({ status, openAmount }) => (status === 'OVERDUE' && openAmount) || [])),
    latePayments: late.toSorted((a, b) => b.daysLate - a.daysLate || (dueDay(a) < dueDay(b) ? -1 : 1)),
  };
}

const dueDay = ({ document }: LatePayment): string => document.dueOn ?? '';

function punctualityOf(document: StandingFacts, from: string, today: string): Punctuality {
  const { status, dueOn, clearedOn, issuedOn } = document;
  const counts = countsAsReceivable(document);
  if (counts === false || status === 'DRAFT' || status === 'VOID') return 'OUTSIDE';
  const day = dueOn ?? issuedOn;
  if (day !== null && (day < from || day > today)) return 'OUTSIDE';
  if (dueOn === null || counts === null || status === null) return 'UNKNOWN';
  switch (status) {
    case 'PAID':
    case 'OVERPAID':
      return clearedOn === null ? 'UNKNOWN' : { daysLate: Math.max(0, daysBetween(dueOn, clearedOn)) };
    case 'WRITTEN_OFF':
      return { daysLate: daysBetween(dueOn, today) };
    case 'OPEN':
    case 'PARTIAL':
    case 'OVERDUE':
      return dueOn === today ? 'OUTSIDE' : { daysLate: daysBetween(dueOn, today) };
  }
}

/** Whether a document is one that a customer has to pay; null when its kind or amount is unknown. */
function countsAsReceivable({ kind, amount, reasons }: StandingFacts): boolean | null {
  if (kind === 'CREDIT_NOTE' || kind === 'ADJUSTMENT') return false;
  if (amount !== null && !new Decimal(amount.amount).gt(0)) return false;
  // A source that keeps no kinds has invoices only; a kind that is written but not understood may be anything.
  const isKindUnknown = kind === null && reasons?.kind !== undefined && reasons.kind.code !== 'NOT_AVAILABLE';
  return isKindUnknown || amount === null ? null : true;
}

/** What each document weighs, in one currency; null when they have none in common. */
function weightsOf(documents: readonly StandingFacts[]): ReadonlyMap<StandingFacts, Decimal> | null {
  for (const field of ['baseAmount', 'amount'] as const) {
    const amounts = documents.flatMap((document) => document[field] ?? []);
    const currencies = new Set(amounts.map(({ currency }) => currency));
    if (amounts.length === documents.length && currencies.size === 1) {
      return new Map(documents.map((document) => [document, new Decimal(document[field]?.amount ?? 0)]));
    }
  }
  return null;
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;
