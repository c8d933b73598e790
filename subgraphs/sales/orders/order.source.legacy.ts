import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { FieldOf } from '#legacy/canonical/row-types';
import type { LegacyReader } from '#legacy/legacy-reader';
import { dateRange, legacyRecordSource, oneOf, type RecordMapping } from '#legacy/record-source';
import type { Order, OrderFilter } from './order';
import type { OrderLine, OrderSource } from './order.source';

const ORDERS: RecordMapping<'Order', OrderFilter> = {
  type: 'Order',
  owner: 'customer',
  rowFields: ['number', 'kind', 'status', 'orderedOn', 'cancelled', 'closed', 'total', 'cost', 'paidOn'],
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
  'net',
  'tax',
  'gross',
] as const satisfies readonly FieldOf<'OrderLine'>[];

export function legacyOrderSource(reader: LegacyReader): OrderSource {
  return {
    ...legacyRecordSource<Order, 'Order', OrderFilter>(reader, ORDERS),
    async lines(orders) {
      const owners = orders.map((order) => [order]);
      const lists = await reader.allByRef('OrderLine', 'order', owners, LINE_FIELDS);
      const keys = new Map<string, SourceKey>();
      for (const { product } of lists.flat()) if (product) keys.set(sourceKeyText(product), product);
      const found = await reader.byKeys('Product', [...keys.values()], ['number', 'name']);
      const products = new Map([...keys.keys()].map((text, i) => [text, found[i] ?? null]));
      return lists.map((rows) =>
        rows
          .map(({ product, ...line }): OrderLine => {
            const known = product && products.get(sourceKeyText(product));
            return { ...line, productNumber: known?.number ?? null, productName: known?.name ?? null };
          })
          .toSorted((a, b) => (a.lineNo ?? 0) - (b.lineNo ?? 0)),
      );
    },
  };
}
