import type { FieldOf } from '#legacy/canonical/row-types';
import type { LegacyReader } from '#legacy/legacy-reader';
import { dateRange, legacyRecordSource, oneOf, type RecordMapping } from '#legacy/record-source';
import { requireServed } from '#legacy/require-served';
import type { Order, OrderFilter } from './order';
import type { OrderSource } from './order.source';

const ORDERS: RecordMapping<'Order', OrderFilter> = {
  type: 'Order',
  owner: 'customer',
  rowFields: ['number', 'kind', 'status', 'orderedOn', 'cancelled', 'closed', 'total', 'cost', 'paidOn', 'contract', 'owner'],
  renamed: { exchangeRate: 'rate', lineCount: 'lines' },
  sorts: {
    ORDERED_ON_DESC: { field: 'orderedOn', descending: true },
    ORDERED_ON_ASC: { field: 'orderedOn', descending: false },
    NUMBER_ASC: { field: 'number', descending: false },
  },
  conditions: (filter) => [
    ...oneOf<'Order'>('kind', filter.kind),
    ...oneOf<'Order'>('status', filter.status),
    ...dateRange<'Order'>('orderedOn', filter.orderedOn),
  ],
};

const LINE_FIELDS = [
  'lineNo',
  'product',
  'quantity',
  'unitPrice',
  'taxRate',
  'discount',
  'net',
  'tax',
  'gross',
  'cost',
  'shipped',
  'invoiced',
] as const satisfies readonly FieldOf<'OrderLine'>[];

export function legacyOrderSource(reader: LegacyReader): OrderSource {
  return {
    ...legacyRecordSource<Order, 'Order', OrderFilter>(reader, ORDERS),
    async lines(orders) {
      requireServed(reader, 'OrderLine');
      const owners = orders.map((order) => [order]);
      const lists = await reader.allByRef('OrderLine', 'order', owners, LINE_FIELDS);
      return lists.map((rows) => rows.toSorted((a, b) => (a.lineNo ?? 0) - (b.lineNo ?? 0)));
    },
  };
}
