import { summarise, type StayFacts } from './stay-summary';

const TODAY = '2026-06-30';
const cny = (amount: string) => ({ amount, currency: 'CNY' });
const aStay = (more: Partial<StayFacts>): StayFacts => ({
  status: 'CHECKED_OUT',
  arrivesAt: '2026-05-01T14:00:00+08:00',
  departsAt: '2026-05-03T12:00:00+08:00',
  charges: cny('916.00'),
  ...more,
});

describe('summarise', () => {
  it('has no last stay for a customer who never stayed', () => {
    expect(summarise([], TODAY)).toEqual({
      stayCount: 0,
      inHouseCount: 0,
      unknownStatusCount: 0,
      nights: 0,
      staysWithoutNights: 0,
      spend: [],
      staysWithoutCharges: 0,
      lastStayOn: null,
    });
  });

  it.each([
    ['CHECKED_OUT', 1],
    ['CHECKED_OUT_OPEN', 1],
    ['IN_HOUSE', 1],
    ['RESERVED', 0],
    ['CANCELLED', 0],
    ['NO_SHOW', 0],
    [null, 0],
  ] as const)('counts a stay with status %s %i times', (status, count) => {
    const summary = summarise([aStay({ status })], TODAY);
    expect(summary).toMatchObject({ stayCount: count, nights: 2 * count, spend: count ? [cny('916.00')] : [] });
    expect(summary.lastStayOn).toBe(count ? '2026-05-01' : null);
    expect(summary.unknownStatusCount).toBe(status === null ? 1 : 0);
  });

  it('counts the nights of a current stay until the business day', () => {
    const stays = [
      aStay({ status: 'IN_HOUSE', arrivesAt: '2026-06-28T14:00:00+08:00', departsAt: '2026-07-09T12:00:00+08:00' }),
      aStay({ status: 'IN_HOUSE', arrivesAt: '2026-06-30T14:00:00+08:00', departsAt: null }),
    ];
    expect(summarise(stays, TODAY)).toMatchObject({ inHouseCount: 2, nights: 2, lastStayOn: '2026-06-30' });
  });

  it('adds spending per currency and never across', () => {
    const stays = [aStay({}), aStay({}), aStay({ charges: { amount: '80.00', currency: 'USD' } })];
    expect(summarise(stays, TODAY).spend).toEqual([cny('1832.00'), { amount: '80.00', currency: 'USD' }]);
  });

  it('tells unknown nights and unknown charges apart instead of taking them for zero', () => {
    const stays = [aStay({}), aStay({ departsAt: null }), aStay({ charges: null })];
    expect(summarise(stays, TODAY)).toMatchObject({ stayCount: 3, nights: 4, staysWithoutNights: 1, staysWithoutCharges: 1 });
  });
});
