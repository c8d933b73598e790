import { aRow, cny, codesOf, fetchEntities, fiftyCustomers, firstOf, refTo } from '../fixtures/sales-under-test';

const invoice = (key: string, openAmount: object | null, status = 'OPEN') =>
  aRow(key, { customer: refTo('Party', 'c1'), openAmount, status, dueOn: '2026-06-01' });
const partyWith = (values: object) => [aRow('c1', { creditLimit: null, creditUnlimited: false, ...values })];
const Invoice = [
  invoice('1', cny('100.00')),
  invoice('2', { amount: '10.00', currency: 'USD' }, 'OVERDUE'),
  invoice('3', cny('-22.00')),
  invoice('4', null),
];
const FxRate = [aRow('USD', { currency: 'USD', on: '2026-06-01', rate: '7.2' })];
const selection =
  'creditExposure { open { amount } overdue { amount } limit { state } available { amount } usedRate isOverLimit unknownDocuments }';
const owed = { open: { amount: '150.00' }, overdue: { amount: '72.00' }, unknownDocuments: 1 };

it.each([
  ['within a limit', { creditLimit: cny('200.00') }, 'LIMITED', { amount: '50.00' }, '0.7500', false],
  ['at a limit', { creditLimit: cny('150.00') }, 'LIMITED', { amount: '0.00' }, '1.0000', false],
  ['over a limit', { creditLimit: cny('100.00') }, 'LIMITED', { amount: '-50.00' }, '1.5000', true],
  ['over a limit of 0', { creditLimit: cny('0.00') }, 'LIMITED', { amount: '-150.00' }, null, true],
  ['without limits', { creditUnlimited: true }, 'UNLIMITED', null, null, false],
  ['with no limit set', {}, 'NONE', null, null, null],
] as const)('%s', async (_claim, party, state, available, usedRate, isOverLimit) => {
  const result = await fetchEntities({ selection, rows: { Invoice, FxRate, CreditLimit: [], Party: partyWith(party) } });
  expect(result.errors).toBeUndefined();
  expect(firstOf(result)).toEqual({ creditExposure: { ...owed, limit: { state }, available, usedRate, isOverLimit } });
});

it('converts a limit in another currency', async () => {
  const Party = partyWith({ creditLimit: { amount: '100.00', currency: 'USD' } });
  const result = await fetchEntities({ selection, rows: { Invoice, FxRate, CreditLimit: [], Party } });
  expect(firstOf(result)).toMatchObject({ creditExposure: { available: { amount: '570.00' } } });
});

it('is unknown, not smaller, when an open amount has no rate', async () => {
  const rows = { Invoice, FxRate: [], CreditLimit: [], Party: partyWith({ creditLimit: cny('200.00') }) };
  const result = await fetchEntities({ selection, rows });
  expect([firstOf(result), codesOf(result)]).toEqual([{ creditExposure: null }, ['creditExposure CANNOT_DERIVE']]);
});

it('answers 50 customers with one read of each type, shared with their receivables and limits', async () => {
  const asked: string[] = [];
  const rows = { Invoice, FxRate, CreditLimit: [], Party: partyWith({}) };
  const all = `${selection} receivables { unknownDocuments } ageing { asOf } creditLimit { state }`;
  await fetchEntities({ selection: all, rows, representations: fiftyCustomers, asked });
  expect(asked.toSorted()).toEqual([
    'allByRef CreditLimit.customer 50',
    'allByRef Invoice.customer 50',
    'byKeys Party 50 creditLimit,creditUnlimited',
  ]);
});
