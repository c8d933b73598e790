import { sumByCurrency, type Money } from '#core/money';
import type { LegacyRecord } from '#core/legacy-record';
import type { DatedAmount } from '../exchange-rates/exchange-rates';
import { windowStart } from '../window-start';

/** The facts of one order that count towards a summary. */
export interface OrderFacts extends LegacyRecord {
  readonly orderedOn: string | null;
  readonly cancelled: boolean | null;
  readonly total: Money | null;
}

export interface SalesSummary {
  readonly orderCount: number;
  readonly orderTotals: readonly Money[];
  readonly orderTotalsLast12Months: readonly Money[];
  readonly ordersWithoutTotal: number;
  readonly firstOrderOn: string | null;
  readonly lastOrderOn: string | null;
  /** The amounts behind the totals, each with the day whose exchange rate counts. */
  readonly orderAmounts: readonly DatedAmount[];
  readonly orderAmountsLast12Months: readonly DatedAmount[];
}

/**
 * Sums the orders of a customer per currency. Cancelled orders don't count; returns are negative and do.
 * An order whose total is unknown is counted apart, never as zero.
 */
export function summarise(orders: readonly OrderFacts[], today: string): SalesSummary {
  const counted = orders.filter((order) => !order.cancelled);
  const since = windowStart(today, 12);
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
    orderAmounts: amountsOf(counted),
    orderAmountsLast12Months: amountsOf(recent),
  };
}

const amountsOf = (orders: readonly OrderFacts[]): readonly DatedAmount[] =>
  orders.flatMap(({ system, total, orderedOn }) => (total ? [{ system, amount: total, on: orderedOn }] : []));
