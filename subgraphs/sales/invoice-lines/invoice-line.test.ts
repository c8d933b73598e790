import { aRow, cny, codesOf, customer, fetchEntities, fiftyCustomers, firstOf, refTo } from '../fixtures/sales-under-test';

const invoiceOf = (owner: string) => aRow(`i-${owner}`, { customer: refTo('Party', owner), number: `N-${owner}` });
const line = (key: string, values: Readonly<Record<string, unknown>>) =>
  aRow(key, { invoice: refTo('Invoice', 'i-c1'), net: cny('100.00'), product: null, ...values });

const rows = {
  Invoice: fiftyCustomers.map(({ sourceKeys }) => invoiceOf(sourceKeys[0]?.key ?? '')),
  InvoiceLine: [
    line('l2', { lineNo: 2, product: refTo('Product', 'p1', 'sales'), text: '轴承' }),
    line('l1', { lineNo: 1, product: refTo('Product', 'gone', 'sales') }),
  ],
  Product: [aRow('p1', { number: 'A-1', name: '轴承 6204', unit: '套' }, 'sales')],
};

it('answers the lines of 50 customers and their products with one read of each type', async () => {
  const asked: string[] = [];
  const selection = 'invoices { nodes { number lines { lineNo text net { amount } product { number name } } } }';
  const result = await fetchEntities({ selection, rows, representations: fiftyCustomers, asked });
  expect(firstOf(result)).toEqual({
    invoices: {
      nodes: [
        {
          number: 'N-c1',
          lines: [
            { lineNo: 1, text: null, net: { amount: '100.00' }, product: null },
            { lineNo: 2, text: '轴承', net: { amount: '100.00' }, product: { number: 'A-1', name: '轴承 6204' } },
          ],
        },
      ],
    },
  });
  expect(asked).toEqual([
    'listByRef Invoice.customer 50 number',
    'allByRef InvoiceLine.invoice 50',
    'byKeys Product 2 number,name',
  ]);
});

it('says that a product is gone instead of that there is none', async () => {
  const result = await fetchEntities({ selection: 'invoices { nodes { lines { product { name } } } }', rows });
  expect(codesOf(result)).toEqual(['product NOT_FOUND']);
});

it('does not take a source without lines for an invoice without lines', async () => {
  const { Invoice } = rows;
  const result = await fetchEntities({ selection: 'invoices { nodes { number lines { lineNo } } }', rows: { Invoice } });
  expect(firstOf(result)).toEqual({ invoices: { nodes: [{ number: 'N-c1', lines: null }] } });
  expect(codesOf(result)).toEqual(['lines NOT_AVAILABLE']);
});

it('does not take no source of invoices for a customer without invoices', async () => {
  const result = await fetchEntities({ selection: 'invoices { totalCount nodes { number } }', rows: {} });
  expect([firstOf(result), codesOf(result)]).toEqual([{ invoices: null }, ['invoices NOT_AVAILABLE']]);
});

it('costs only the lines when their source is down', async () => {
  const down = { ...rows, InvoiceLine: rows.InvoiceLine.map((row) => ({ ...row, system: 'archive' })) };
  const query = { selection: 'invoices { nodes { number lines { lineNo } } }', rows: down, down: ['archive'] };
  const result = await fetchEntities({ ...query, representations: [customer('c1')] });
  expect([firstOf(result), codesOf(result)]).toEqual([
    { invoices: { nodes: [{ number: 'N-c1', lines: null }] } },
    ['lines SOURCE_UNAVAILABLE'],
  ]);
});
