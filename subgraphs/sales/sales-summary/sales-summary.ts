import { sumByCurrency, type Money } from '#core/money';
import type { NullReason } from '#core/legacy-record';

/** The facts of one order that count towards a summary. */
export interface OrderFacts {
  readonly orderedOn: string | null;
  readonly cancelled: boolean | null;
  readonly total: Money | null;
  readonly reasons?: Readonly<Record<string, NullReason | undefined>>;
}

export interface SalesSummary {
  readonly orderCount: number;
  readonly orderTotals: readonly Money[];
  readonly orderTotalsLast12Months: readonly Money[];
  readonly ordersWithoutTotal: number;
  readonly firstOrderOn: string | null;
  readonly lastOrderOn: string | null;
}

/** First day of the 12 months that end on `today`: 2026-06-30 gives 2025-07-01. */
export function twelveMonthsStart(today: string): string {
  const day = new Date(`${today}T00:00:00Z`);
  const start = new Date(Date.UTC(day.getUTCFullYear() - 1, day.getUTCMonth(), day.getUTCDate() + 1));
  return start.toISOString().slice(0, 10);
}

/**
 * Sums the orders of a customer per currency. Cancelled orders don't count; returns are negative and do.
 * An order whose total is unknown is counted apart, never as zero.
 */
export function summarise(orders: readonly OrderFacts[], today: string): SalesSummary {
  const counted = orders.filter((order) => !order.cancelled);
  const since = twelveMonthsStart(today);
  const recent = counted.filter(({ orderedOn }) => orderedOn !== null && orderedOn >= since && orderedOn <= today);
  const days = counted.flatMap(({ orderedOn }) => orderedOn ?? []).sort();
  const totals = (list: readonly OrderFacts[]): readonly Money[] => sumByCurrency(list.flatMap(({ total }) => total ?? []));
  return {
    orderCount: counted.length,
    orderTotals: totals(counted),
    orderTotalsLast12Months: totals(recent),
    ordersWithoutTotal: counted.filter(({ total }) => total === null).length,
    firstOrderOn: days[0] ?? null,
    lastOrderOn: days.at(-1) ?? null,
  };
}
