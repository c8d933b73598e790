import type { LegacyRecord } from '#core/legacy-record';
import type { Money } from '#core/money';
import type { RecordSource } from '#core/record-source';
import type { SourceKey } from '#core/source-key';
import type { Order, OrderFilter } from './order';

/** One line of an order. */
export interface OrderLine extends LegacyRecord {
  readonly lineNo: number | null;
  readonly product: SourceKey | null;
  readonly quantity: string | null;
  readonly unitPrice: Money | null;
  readonly taxRate: string | null;
  readonly discount: string | null;
  readonly net: Money | null;
  readonly tax: Money | null;
  readonly gross: Money | null;
  readonly cost: Money | null;
  readonly shipped: string | null;
  readonly invoiced: string | null;
}

export interface OrderSource extends RecordSource<Order, OrderFilter> {
  /** The lines of orders by line number, in order of the orders. */
  lines(orders: readonly SourceKey[]): Promise<readonly (readonly OrderLine[])[]>;
}
