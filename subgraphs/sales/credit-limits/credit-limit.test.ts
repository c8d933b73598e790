import { aRow, cny, codesOf, fetchEntities, fiftyCustomers, firstOf, refTo } from '../fixtures/sales-under-test';
import { creditLimitOn, type DatedLimit, type PartyLimit } from './credit-limit';

const dated = (limit: string | null, from: string | null, to: string | null, more: Partial<DatedLimit> = {}): DatedLimit => ({
  system: 'finance',
  key: `c1|${from}`,
  party: { system: 'finance', key: 'c1' },
  limit: limit === null ? null : cny(limit),
  unlimited: false,
  days: 30,
  from,
  to,
  approvedBy: 'U001',
  reason: null,
  ...more,
});
const party = (limit: string | null, more: Partial<PartyLimit> = {}): PartyLimit => ({
  system: 'finance',
  key: 'c1',
  limit: limit === null ? null : cny(limit),
  unlimited: false,
  ...more,
});
const untold = { limit: { code: 'NOT_AVAILABLE' as const, detail: 'this system keeps no limits' } };

describe('creditLimitOn', () => {
  const history = [dated('50.00', '2025-01-01', '2026-01-01'), dated('80.00', '2026-01-01', null)];

  it.each([
    ['on its first day', '2026-01-01', '80.00', 'DATED_LIMIT'],
    ['on the day before the next one', '2025-12-31', '50.00', 'DATED_LIMIT'],
    ['before the first dated one: the limit of the record', '2024-12-31', '20.00', 'PARTY_RECORD'],
  ])('takes the one that holds %s', (_claim, on, amount, basis) => {
    expect(creditLimitOn({ dated: history, parties: [party('20.00')] }, on)).toMatchObject({
      state: 'LIMITED',
      amount: cny(amount),
      basis,
      system: 'finance',
    });
  });

  it('no longer holds on the day it ends', () => {
    const facts = { dated: [dated('50.00', '2025-01-01', '2026-01-01')], parties: [party(null)] };
    expect(creditLimitOn(facts, '2026-01-01')).toMatchObject({ state: 'NONE', amount: null });
  });

  it('takes the later of two that hold on the same day', () => {
    const facts = { dated: [dated('50.00', '2025-01-01', null), dated('80.00', '2026-01-01', null)], parties: [party(null)] };
    expect(creditLimitOn(facts, '2026-06-30')).toMatchObject({ amount: cny('80.00') });
  });

  it.each([
    [
      'a dated one without limit',
      { dated: [dated(null, null, null, { unlimited: true })], parties: [party('5.00')] },
      'UNLIMITED',
    ],
    ['a record without limit', { dated: [], parties: [party(null, { unlimited: true })] }, 'UNLIMITED'],
    ['a limit of 0', { dated: [], parties: [party('0.00')] }, 'LIMITED'],
    ['no limit set', { dated: [], parties: [party(null)] }, 'NONE'],
  ])('tells apart: %s', (_claim, facts, state) => {
    expect(creditLimitOn(facts, '2026-06-30')?.state).toBe(state);
  });

  it('adds the limits of several records of one system and leaves another system out', () => {
    const second = { key: 'c2', party: { system: 'finance', key: 'c2' } };
    const parties = [party('1.00'), party('7.00', { key: 'c2' }), party('500.00', { system: 'sales', key: '9' })];
    const limit = creditLimitOn({ dated: [dated('80.00', null, null)], parties }, '2026-06-30');
    expect(limit).toMatchObject({ amount: cny('87.00'), system: 'finance', basis: 'DATED_LIMIT' });
    expect(limit?.records.map(({ basis, party: { key } }) => [key, basis])).toEqual([
      ['c1', 'DATED_LIMIT'],
      [second.key, 'PARTY_RECORD'],
    ]);
  });

  it('falls back to the next system where the first can tell but set none', () => {
    const parties = [party(null), party('500.00', { system: 'sales', key: '9' })];
    expect(creditLimitOn({ dated: [], parties }, '2026-06-30')).toMatchObject({ amount: cny('500.00'), system: 'sales' });
  });

  it('has no amount when the limits are in different currencies', () => {
    const parties = [party('1.00'), { ...party(null, { key: 'c2' }), limit: { amount: '7.00', currency: 'USD' } }];
    expect(creditLimitOn({ dated: [], parties }, '2026-06-30')).toMatchObject({ state: 'LIMITED', amount: null });
  });

  it('does not take a limit that cannot be read for none', () => {
    const bad = { limit: { code: 'BAD_NUMBER' as const, detail: 'limit is not a number' } };
    const limit = creditLimitOn({ dated: [dated(null, null, null, { reasons: bad })], parties: [party(null)] }, '2026-06-30');
    expect(limit).toMatchObject({ state: null, amount: null, reasons: { state: { code: 'BAD_NUMBER' } } });
  });

  it('does not use a dated limit whose days cannot be read', () => {
    const reasons = { to: { code: 'BAD_DATE' as const, detail: 'to is impossible' } };
    const facts = { dated: [dated('80.00', '2026-01-01', null, { reasons })], parties: [party('5.00')] };
    expect(creditLimitOn(facts, '2026-06-30')).toMatchObject({ amount: cny('5.00'), basis: 'PARTY_RECORD' });
  });

  it('gives the reason when no source can tell', () => {
    expect(() => creditLimitOn({ dated: [], parties: [party(null, { reasons: untold })] }, '2026-06-30')).toThrow(
      'this system keeps no limits',
    );
  });

  it('is null for a customer nobody knows', () => {
    expect(creditLimitOn({ dated: [], parties: [] }, '2026-06-30')).toBeNull();
  });
});

describe('Customer.creditLimit', () => {
  const rows = {
    CreditLimit: [
      aRow('c1|1', { customer: refTo('Party', 'c1'), limit: cny('50.00'), from: '2025-01-01', to: '2026-01-01' }),
      aRow('c1|2', { customer: refTo('Party', 'c1'), limit: cny('80.00'), from: '2026-01-01', to: null, days: 60 }),
    ],
    Party: [aRow('c1', { creditLimit: cny('10.00'), creditUnlimited: false })],
  };

  it('answers 50 customers on two days with one read of limits and one of parties', async () => {
    const asked: string[] = [];
    const selection =
      'now: creditLimit { on state amount { amount } records { days to } } then: creditLimit(on: "2024-01-01") { amount { amount } basis }';
    const result = await fetchEntities({ selection, rows, representations: fiftyCustomers, asked });
    expect(firstOf(result)).toEqual({
      now: { on: '2026-06-30', state: 'LIMITED', amount: { amount: '80.00' }, records: [{ days: 60, to: null }] },
      then: { amount: { amount: '10.00' }, basis: 'PARTY_RECORD' },
    });
    expect(asked).toEqual(['allByRef CreditLimit.customer 50', 'byKeys Party 50 creditLimit,creditUnlimited']);
  });

  it('is unavailable, not none, when the source is down', async () => {
    const result = await fetchEntities({ selection: 'creditLimit { state }', rows, down: ['finance'] });
    expect([firstOf(result), codesOf(result)]).toEqual([{ creditLimit: null }, ['creditLimit SOURCE_UNAVAILABLE']]);
  });
});
