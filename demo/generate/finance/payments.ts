import { AS_OF_DAY, type Day } from '../calendar';
import { instalments } from '../decimal-text';
import { type PayerClass } from '../population';
import { type Random } from '../random';

export interface Payment {
  readonly day: Day;
  /** Settles this much of the invoice. */
  readonly amount: number;
  /** Paid beyond the invoice; stays unallocated. */
  readonly excess: number;
  readonly kind: 'DZ' | 'AD';
  /** The payment bounced: receipt and allocation are kept, marked as reversed. */
  readonly reversed: boolean;
}

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
  if (forgotten || !Number.isFinite(lag)) return [];
  if (advance)
    return [{ day: Math.max(issuedOn - random.int(1, 10), issuedOn - 10), amount, excess, kind: 'AD', reversed: false }];
  const first = Math.max(issuedOn + 1, Math.round(dueOn + lag));
  const payments = instalments(amount, amount >= 100 ? parts : 1).map((part, index): Payment => ({
    day: first + index * 15 + (bounced ? 5 : 0),
    amount: part,
    excess: index === 0 ? excess : 0,
    kind: 'DZ',
    reversed: false,
  }));
  const all: readonly Payment[] =
    bounced && payments[0] !== undefined ? [{ ...payments[0], day: first, excess: 0, reversed: true }, ...payments] : payments;
  return all.filter((payment) => payment.day <= AS_OF_DAY);
}
