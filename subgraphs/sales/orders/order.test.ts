import { aRow, codesOf, fetchEntities, fiftyCustomers, firstOf, refTo } from '../fixtures/sales-under-test';

const keyOf = ({ sourceKeys }: (typeof fiftyCustomers)[number]) => sourceKeys[0]?.key ?? '';
const rows = {
  Order: fiftyCustomers.map((one) =>
    aRow(`o-${keyOf(one)}`, {
      customer: refTo('Party', keyOf(one)),
      number: `O-${keyOf(one)}`,
      owner: refTo('Employee', 'e1'),
      contract: null,
      lines: 2,
      rate: '7.160000',
    }),
  ),
  OrderLine: [aRow('1', { order: refTo('Order', 'o-c1'), lineNo: 1, product: refTo('Product', 'p1'), discount: '5' })],
  Employee: [aRow('e1', { name: '示例员工', department: '华南' })],
  Product: [aRow('p1', { number: 'A-1', name: '轴承' })],
};

it('names the responsible employee and the products of 50 customers with one read of each type', async () => {
  const asked: string[] = [];
  const selection =
    'orders { nodes { lineCount exchangeRate contract { number } owner { name } lines { discount product { name } } } }';
  const result = await fetchEntities({ selection, rows, representations: fiftyCustomers, asked });
  expect(result.errors).toBeUndefined();
  expect(firstOf(result)).toEqual({
    orders: {
      nodes: [
        {
          lineCount: 2,
          exchangeRate: '7.160000',
          contract: null,
          owner: { name: '示例员工' },
          lines: [{ discount: '5', product: { name: '轴承' } }],
        },
      ],
    },
  });
  expect(asked).toEqual([
    'listByRef Order.customer 50 contract,rate,lines,owner',
    'byKeys Employee 1 name',
    'allByRef OrderLine.order 50',
    'byKeys Product 1 name',
  ]);
});

it('gives the reason when the source cannot tell who is responsible', async () => {
  const reasons = { owner: { code: 'NOT_AVAILABLE' as const, detail: 'orders have no owner here' } };
  const Order = [aRow('o', { customer: refTo('Party', 'c1'), owner: null, reasons })];
  const result = await fetchEntities({ selection: 'orders { nodes { owner { name } } }', rows: { Order } });
  expect([firstOf(result), codesOf(result)]).toEqual([{ orders: { nodes: [{ owner: null }] } }, ['owner NOT_AVAILABLE']]);
});
