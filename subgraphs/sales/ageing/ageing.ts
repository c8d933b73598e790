import Decimal from 'decimal.js';
import { money, type Money } from '#core/money';
import type { DatedAmount } from '../exchange-rates/exchange-rates';
import { isOpen, type ReceivableFacts } from '../receivables/receivable-balance';

export const AGEING_BUCKETS = [
  'current',
  'days1To30',
  'days31To60',
  'days61To90',
  'days91To180',
  'over180',
  'dueDateUnknown',
] as const;
export type AgeingBucket = (typeof AGEING_BUCKETS)[number];

/** Open amounts of one currency by days past the due date; the buckets add up to `total`. */
export type AgeingBalance = Readonly<Record<AgeingBucket, Money>> & {
  readonly total: Money;
  readonly openDocuments: number;
};

export interface Ageing {
  readonly asOf: string;
  readonly balances: readonly AgeingBalance[];
  /** Documents whose open amount is unknown; they are in no balance. */
  readonly unknownDocuments: number;
  readonly open: readonly ReceivableFacts[];
}

const DAY_MS = 86_400_000;

/**
 * Where an open document stands on a day: `current` up to and on its due date, then by days past it. A document without due date,
 * or with one its source cannot tell, is in no age: it has a bucket of its own.
 */
export function bucketOf(dueOn: string | null, asOf: string): AgeingBucket {
  if (dueOn === null) return 'dueDateUnknown';
  const days = (Date.parse(asOf) - Date.parse(dueOn)) / DAY_MS;
  if (days <= 0) return 'current';
  if (days <= 30) return 'days1To30';
  if (days <= 60) return 'days31To60';
  if (days <= 90) return 'days61To90';
  return days <= 180 ? 'days91To180' : 'over180';
}

/** The open documents of a customer by age, per currency; credit notes reduce the bucket of their own due date. */
export function ageing(documents: readonly ReceivableFacts[], asOf: string): Ageing {
  const open = documents.filter(isOpen);
  const currencies = [...new Set(open.flatMap(({ openAmount }) => openAmount?.currency ?? []))];
  const balances = currencies.map((currency) => {
    const mine = open.filter(({ openAmount }) => openAmount?.currency === currency);
    return balanceOf(mine, asOf, (items) => sum(items, currency));
  });
  const unknownDocuments = documents.filter(({ openAmount }) => openAmount === null).length;
  return { asOf, balances, unknownDocuments, open };
}

/** The same in one currency: `total` converts the open amounts of a bucket. */
export function ageingInOneCurrency({ open, asOf }: Ageing, total: (items: readonly DatedAmount[]) => Money): AgeingBalance {
  return balanceOf(open, asOf, (items) =>
    total(items.flatMap(({ system, openAmount }) => (openAmount ? { system, amount: openAmount, on: asOf } : []))),
  );
}

function balanceOf(
  open: readonly ReceivableFacts[],
  asOf: string,
  sumOf: (items: readonly ReceivableFacts[]) => Money,
): AgeingBalance {
  const inBucket = (bucket: AgeingBucket): Money => sumOf(open.filter(({ dueOn }) => bucketOf(dueOn, asOf) === bucket));
  const buckets = {
    current: inBucket('current'),
    days1To30: inBucket('days1To30'),
    days31To60: inBucket('days31To60'),
    days61To90: inBucket('days61To90'),
    days91To180: inBucket('days91To180'),
    over180: inBucket('over180'),
    dueDateUnknown: inBucket('dueDateUnknown'),
  };
  const { currency } = buckets.current;
  const total = AGEING_BUCKETS.reduce((all, bucket) => all.plus(buckets[bucket].amount), new Decimal(0));
  return { ...buckets, total: money(total, currency), openDocuments: open.length };
}

function sum(items: readonly ReceivableFacts[], currency: string): Money {
  return money(
    items.reduce((all, { openAmount }) => all.plus(openAmount?.amount ?? 0), new Decimal(0)),
    currency,
  );
}
