import { receivables, type ReceivableFacts } from '../receivables/receivable-balance';
import { aRow, cny, codesOf, fetchEntities, fiftyCustomers, firstOf, refTo } from '../fixtures/sales-under-test';
import { ageing, bucketOf } from './ageing';

const TODAY = '2026-06-30';
const aDocument = (amount: string | null, dueOn: string | null, currency = 'CNY'): ReceivableFacts => ({
  system: 'finance',
  key: `${amount}|${dueOn}`,
  openAmount: amount === null ? null : { amount, currency },
  dueOn,
  status: 'OPEN',
});

it.each([
  ['due tomorrow is current', '2026-07-01', 'current'],
  ['due today is current', '2026-06-30', 'current'],
  ['a day late', '2026-06-29', 'days1To30'],
  ['30 days late', '2026-05-31', 'days1To30'],
  ['31 days late', '2026-05-30', 'days31To60'],
  ['60 days late', '2026-05-01', 'days31To60'],
  ['61 days late', '2026-04-30', 'days61To90'],
  ['90 days late', '2026-04-01', 'days61To90'],
  ['91 days late', '2026-03-31', 'days91To180'],
  ['180 days late', '2026-01-01', 'days91To180'],
  ['181 days late', '2025-12-31', 'over180'],
  ['without due date', null, 'dueDateUnknown'],
] as const)('%s: due %s is %s', (_claim, dueOn, bucket) => {
  expect(bucketOf(dueOn, TODAY)).toBe(bucket);
});

describe('ageing', () => {
  const documents = [
    aDocument('100.00', '2026-07-10'),
    aDocument('50.00', '2026-06-01'),
    aDocument('-30.00', '2026-06-01'),
    aDocument('7.00', null),
    aDocument('0.00', '2020-01-01'),
    aDocument('5.00', '2020-01-01', 'USD'),
    aDocument(null, '2026-06-01'),
  ];

  it('keeps currencies apart, lets credit notes reduce their bucket and counts unknown amounts apart', () => {
    const { balances, unknownDocuments } = ageing(documents, TODAY);
    expect(balances).toEqual([
      expect.objectContaining({
        current: cny('100.00'),
        days1To30: cny('20.00'),
        over180: cny('0.00'),
        dueDateUnknown: cny('7.00'),
        total: cny('127.00'),
        openDocuments: 4,
      }),
      expect.objectContaining({ over180: { amount: '5.00', currency: 'USD' }, total: { amount: '5.00', currency: 'USD' } }),
    ]);
    expect(unknownDocuments).toBe(1);
  });

  it('adds up to what the customer owes', () => {
    expect(ageing(documents, TODAY).balances.map(({ total }) => total)).toEqual(
      receivables(documents).balances.map(({ open }) => open),
    );
  });
});

describe('Customer.ageing', () => {
  const invoice = (key: string, amount: string, currency: string, dueOn: string) =>
    aRow(key, { customer: refTo('Party', 'c1'), openAmount: { amount, currency }, dueOn, status: 'OPEN' });
  const rows = {
    Invoice: [invoice('1', '100.00', 'CNY', '2026-06-01'), invoice('2', '10.00', 'USD', '2026-06-01')],
    FxRate: [aRow('USD|1', { currency: 'USD', on: '2026-06-01', rate: '7.2' })],
  };
  const selection = 'ageing { asOf unknownDocuments inBaseCurrency { days1To30 { amount currency } total { amount } } }';

  it('answers 50 customers with one read, together with receivables, and converts at the rates of the day', async () => {
    const asked: string[] = [];
    const both = `${selection} receivables { unknownDocuments }`;
    const result = await fetchEntities({ selection: both, rows, representations: fiftyCustomers, asked });
    expect(firstOf(result)).toEqual({
      ageing: {
        asOf: TODAY,
        unknownDocuments: 0,
        inBaseCurrency: { days1To30: cny('172.00'), total: { amount: '172.00' } },
      },
      receivables: { unknownDocuments: 0 },
    });
    expect(asked).toEqual(['allByRef Invoice.customer 50']);
  });

  it('has no amount in the currency of the company when a rate is missing', async () => {
    const result = await fetchEntities({
      selection: 'ageing { inBaseCurrency { total { amount } } }',
      rows: { ...rows, FxRate: [] },
    });
    expect([firstOf(result), codesOf(result)]).toEqual([{ ageing: { inBaseCurrency: null } }, ['inBaseCurrency CANNOT_DERIVE']]);
  });

  it('is not available where no source keeps invoices', async () => {
    const result = await fetchEntities({ selection: 'ageing { asOf } receivables { unknownDocuments }', rows: {} });
    expect([firstOf(result), codesOf(result)]).toEqual([
      { ageing: null, receivables: null },
      ['ageing NOT_AVAILABLE', 'receivables NOT_AVAILABLE'],
    ]);
  });
});
