import { aRow, cny, fetchEntities, fiftyCustomers, firstOf, refTo } from '../fixtures/sales-under-test';

const of = (owner: string) => ({ customer: refTo('Party', owner), number: `N-${owner}` });
const owners = fiftyCustomers.map(({ sourceKeys }) => sourceKeys[0]?.key ?? '');
const allocation = (key: string, on: string, reversed: boolean) =>
  aRow(key, { invoice: refTo('Invoice', 'i-c1'), receipt: refTo('Receipt', 'r-c1'), amount: cny('60.00'), on, reversed });
const rows = {
  Invoice: owners.map((owner) => aRow(`i-${owner}`, of(owner))),
  Receipt: owners.map((owner) => aRow(`r-${owner}`, of(owner))),
  Allocation: [allocation('2', '2026-05-02', false), allocation('1', '2026-05-01', true)],
};

it('tells which receipts settled the invoices of 50 customers with one read of each type', async () => {
  const asked: string[] = [];
  const selection = 'invoices { nodes { allocations { on amount { amount } reversed receipt { number } } } }';
  const result = await fetchEntities({ selection, rows, representations: fiftyCustomers, asked });
  expect(firstOf(result)).toEqual({
    invoices: {
      nodes: [
        {
          allocations: [
            { on: '2026-05-01', amount: { amount: '60.00' }, reversed: true, receipt: { number: 'N-c1' } },
            { on: '2026-05-02', amount: { amount: '60.00' }, reversed: false, receipt: { number: 'N-c1' } },
          ],
        },
      ],
    },
  });
  expect(asked).toEqual(['listByRef Invoice.customer 50 ', 'allByRef Allocation.invoice 50', 'byKeys Receipt 1 number']);
});

it('tells which invoices a receipt settled', async () => {
  const asked: string[] = [];
  const selection = 'receipts { nodes { number allocations { invoice { number } } } }';
  const result = await fetchEntities({ selection, rows, representations: fiftyCustomers, asked });
  expect(firstOf(result)).toMatchObject({ receipts: { nodes: [{ allocations: [{ invoice: { number: 'N-c1' } }, {}] }] } });
  expect(asked).toEqual(['listByRef Receipt.customer 50 number', 'allByRef Allocation.receipt 50', 'byKeys Invoice 1 number']);
});
