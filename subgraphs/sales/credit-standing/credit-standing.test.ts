import { cny, codesOf, customer, fetchEntities, fiftyCustomers, firstOf, refTo } from '../fixtures/sales-under-test';
import { creditStanding, type StandingFacts } from './credit-standing';

const TODAY = '2026-06-30';
const usd = (amount: string) => ({ amount, currency: 'USD' });

const anInvoice = (facts: Partial<StandingFacts>): StandingFacts => ({
  system: 'finance',
  key: 'k',
  id: 'id',
  number: 'N',
  kind: 'INVOICE',
  status: 'PAID',
  issuedOn: '2026-04-01',
  dueOn: '2026-05-01',
  clearedOn: '2026-05-01',
  amount: cny('100.00'),
  baseAmount: cny('100.00'),
  openAmount: cny('0.00'),
  ...facts,
});
const anOpenOne = (facts: Partial<StandingFacts>) =>
  anInvoice({ status: 'OVERDUE', clearedOn: null, openAmount: cny('100.00'), ...facts });
const unreadable = (field: string) => ({ [field]: { code: 'UNKNOWN_CODE' as const, detail: 'a code without translation' } });
const untold = (field: string) => ({ [field]: { code: 'NOT_AVAILABLE' as const, detail: 'not kept' } });

describe('which documents count, and how', () => {
  it.each([
    ['paid on its due date: on time', anInvoice({}), 'ON_TIME'],
    ['paid before it: on time', anInvoice({ clearedOn: '2026-04-10' }), 'ON_TIME'],
    ['paid a day after it: 1 day late', anInvoice({ clearedOn: '2026-05-02' }), 1],
    ['overpaid late: late by its clearing date', anInvoice({ status: 'OVERPAID', clearedOn: '2026-05-11' }), 10],
    ['open after its due date: late to the business day', anOpenOne({}), 60],
    ['partly paid after its due date: late to the business day', anOpenOne({ status: 'PARTIAL' }), 60],
    ['written off: late to the business day', anOpenOne({ status: 'WRITTEN_OFF' }), 60],
    ['open and due today: not yet', anOpenOne({ status: 'OPEN', dueOn: TODAY }), 'OUTSIDE'],
    ['paid and due today: on time', anInvoice({ dueOn: TODAY, clearedOn: TODAY }), 'ON_TIME'],
    ['due tomorrow: outside', anOpenOne({ status: 'OPEN', dueOn: '2026-07-01' }), 'OUTSIDE'],
    ['due on the first day of the window: counted', anInvoice({ dueOn: '2025-07-01', clearedOn: '2025-07-03' }), 2],
    ['due the day before: outside', anInvoice({ dueOn: '2025-06-30' }), 'OUTSIDE'],
    ['still open from before the window: outside', anOpenOne({ dueOn: '2025-01-01' }), 'OUTSIDE'],
    ['a deposit: counted', anInvoice({ kind: 'DEPOSIT' }), 'ON_TIME'],
    ['a replacement: counted', anInvoice({ kind: 'REPLACEMENT' }), 'ON_TIME'],
    ['another receivable: counted', anInvoice({ kind: 'OTHER' }), 'ON_TIME'],
    ['a credit note: outside', anInvoice({ kind: 'CREDIT_NOTE', amount: cny('-5.00') }), 'OUTSIDE'],
    ['an adjustment: outside', anInvoice({ kind: 'ADJUSTMENT' }), 'OUTSIDE'],
    ['a negative amount: outside', anInvoice({ amount: cny('-5.00') }), 'OUTSIDE'],
    ['nothing to pay: outside', anInvoice({ amount: cny('0.00') }), 'OUTSIDE'],
    ['a draft: outside', anInvoice({ status: 'DRAFT' }), 'OUTSIDE'],
    ['void: outside', anInvoice({ status: 'VOID' }), 'OUTSIDE'],
    ['settled without clearing date: unknown', anInvoice({ clearedOn: null }), 'UNKNOWN'],
    ['without due date: unknown', anInvoice({ dueOn: null }), 'UNKNOWN'],
    ['without due date, issued before the window: outside', anInvoice({ dueOn: null, issuedOn: '2024-01-01' }), 'OUTSIDE'],
    ['without any date: unknown', anInvoice({ dueOn: null, issuedOn: null }), 'UNKNOWN'],
    ['of unknown status: unknown', anInvoice({ status: null }), 'UNKNOWN'],
    ['of unknown amount: unknown', anInvoice({ amount: null }), 'UNKNOWN'],
    ['of a kind nobody understands: unknown', anInvoice({ kind: null, reasons: unreadable('kind') }), 'UNKNOWN'],
    ['of a source that keeps no kinds: an invoice', anInvoice({ kind: null, reasons: untold('kind') }), 'ON_TIME'],
  ] as const)('%s', (_claim, document, expected) => {
    const { onTimeDocuments, lateDocuments, unknownDocuments, maxDaysLate } = creditStanding([document], TODAY, 12);
    const how = onTimeDocuments ? 'ON_TIME' : unknownDocuments ? 'UNKNOWN' : lateDocuments ? maxDaysLate : 'OUTSIDE';
    expect(how).toBe(expected);
    expect(onTimeDocuments + lateDocuments + unknownDocuments).toBe(expected === 'OUTSIDE' ? 0 : 1);
  });
});

describe('creditStanding', () => {
  it('gives rates by count and by amount, and the average weighted by amount', () => {
    const documents = [
      anInvoice({ baseAmount: cny('300.00') }),
      anInvoice({ baseAmount: cny('100.00'), clearedOn: '2026-05-21' }),
      anInvoice({ clearedOn: null }),
    ];
    expect(creditStanding(documents, TODAY, 12)).toMatchObject({
      from: '2025-07-01',
      to: TODAY,
      dueDocuments: 2,
      onTimeDocuments: 1,
      lateDocuments: 1,
      unknownDocuments: 1,
      onTimeRate: '0.5000',
      onTimeAmountRate: '0.7500',
      averageDaysLate: '5.0',
      maxDaysLate: 20,
    });
  });

  it('has no rate when nothing fell due', () => {
    expect(creditStanding([anInvoice({ clearedOn: null })], TODAY, 12)).toMatchObject({
      dueDocuments: 0,
      unknownDocuments: 1,
      onTimeRate: null,
      onTimeAmountRate: null,
      averageDaysLate: null,
      maxDaysLate: null,
    });
  });

  it('weighs by the amount where the source keeps none in the currency of the company', () => {
    const plain = { baseAmount: null };
    const documents = [anInvoice({ ...plain }), anInvoice({ ...plain, amount: cny('300.00'), clearedOn: '2026-05-02' })];
    expect(creditStanding(documents, TODAY, 12).onTimeAmountRate).toBe('0.2500');
  });

  it('does not weigh amounts of different currencies', () => {
    const documents = [anInvoice({ baseAmount: null }), anInvoice({ baseAmount: null, amount: usd('100.00') })];
    const { onTimeRate, onTimeAmountRate, averageDaysLate } = creditStanding(documents, TODAY, 12);
    expect([onTimeRate, onTimeAmountRate, averageDaysLate]).toEqual(['1.0000', null, null]);
  });

  it('adds what is open and overdue, however old, per currency', () => {
    const documents = [anOpenOne({ dueOn: '2024-01-01' }), anOpenOne({}), anOpenOne({ openAmount: usd('7.00') }), anInvoice({})];
    expect(creditStanding(documents, TODAY, 12).openOverdue).toEqual([cny('200.00'), usd('7.00')]);
  });

  it('lists the worst late documents first', () => {
    const documents = [anInvoice({ key: 'a', clearedOn: '2026-05-03' }), anOpenOne({ key: 'b' }), anInvoice({ key: 'c' })];
    const { latePayments } = creditStanding(documents, TODAY, 12);
    expect(latePayments.map(({ document, daysLate }) => [document.key, daysLate])).toEqual([
      ['b', 60],
      ['a', 2],
    ]);
  });
});

describe('Customer.creditStanding', () => {
  const invoice = (key: string, clearedOn: string) => ({
    ...anInvoice({ key, clearedOn, number: `N-${key}` }),
    customer: refTo('Party', 'c1'),
  });
  const rows = { Invoice: [invoice('1', '2026-05-01'), invoice('2', '2026-05-06'), invoice('3', '2026-05-09')] };

  it('answers 50 customers with one read, and the worst document with one more', async () => {
    const asked: string[] = [];
    const selection = 'creditStanding { onTimeRate maxDaysLate latePayments(first: 1) { daysLate invoice { number } } }';
    const result = await fetchEntities({ selection, rows, representations: fiftyCustomers, asked });
    expect(firstOf(result)).toEqual({
      creditStanding: {
        onTimeRate: '0.3333',
        maxDaysLate: 8,
        latePayments: [{ daysLate: 8, invoice: { number: 'N-3' } }],
      },
    });
    expect(asked).toEqual(['allByRef Invoice.customer 50', 'byKeys Invoice 1 number']);
  });

  it.each([0, 61])('refuses a window of %i months', async (months) => {
    const result = await fetchEntities({ selection: `creditStanding(months: ${months}) { from }`, rows });
    expect(codesOf(result)).toEqual(['creditStanding BAD_USER_INPUT']);
  });

  it('is unavailable, not good, when the source is down', async () => {
    const result = await fetchEntities({ selection: 'creditStanding { onTimeRate }', rows, down: ['finance'] });
    expect([firstOf(result), codesOf(result)]).toEqual([{ creditStanding: null }, ['creditStanding SOURCE_UNAVAILABLE']]);
  });

  it('is told to profiles too', async () => {
    const profile = { ...customer('c1'), __typename: 'CustomerProfile' };
    const query = { selection: 'creditStanding { dueDocuments }', rows, type: 'CustomerProfile', representations: [profile] };
    expect(firstOf(await fetchEntities(query))).toEqual({ creditStanding: { dueDocuments: 3 } });
  });
});
