import { AS_OF_DAY, type Day } from '../calendar';
import { instalments } from '../decimal-text';
import { type PayerClass } from '../population';
import { type Random } from '../random';
import { type Payment } from './receipts';

function delay(random: Random, payer: PayerClass): number {
  switch (payer) {
    case 'GOOD':
      return random.normal(-3, 5);
    case 'SLOW':
      return random.gamma2(12);
    case 'BAD':
      return random.gamma2(45);
    case 'NEVER':
      return Number.POSITIVE_INFINITY;
  }
}

/** How an invoice was paid up to the business day. */
export function drawPayments(random: Random, payer: PayerClass, issuedOn: Day, dueOn: Day, amount: number): readonly Payment[] {
  const lag = delay(random, payer);
  const forgotten = random.chance(0.015);
  const advance = random.chance(0.06);
  const parts = random.chance(0.12) ? random.int(2, 3) : 1;
  const excess = random.chance(0.005) ? random.int(100, 50_000) : 0;
  const bounced = random.chance(0.008);
  const advanceDay = issuedOn - random.int(1, 10);
  if (forgotten || !Number.isFinite(lag)) return [];
  const plain = { excess: 0, kind: 'DZ', reversed: false, cash: false } as const;
  if (advance) return [{ ...plain, day: advanceDay, amount, excess, kind: 'AD' }];
  const first = Math.max(issuedOn + 1, Math.round(dueOn + lag));
  const payments = instalments(amount, amount >= 100 ? parts : 1).map((part, index): Payment => ({
    ...plain,
    day: first + index * 15 + (bounced ? 5 : 0),
    amount: part,
    excess: index === 0 ? excess : 0,
  }));
  const all: readonly Payment[] =
    bounced && payments[0] !== undefined ? [{ ...payments[0], day: first, excess: 0, reversed: true }, ...payments] : payments;
  return all.filter((payment) => payment.day <= AS_OF_DAY);
}

/** Paid at the desk on the day itself. */
export function cashPayment(day: Day, amount: number): Payment {
  return { kind: 'DZ', day, amount, excess: 0, reversed: false, cash: true };
}
