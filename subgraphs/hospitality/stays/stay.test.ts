import { STAY_STATUSES, stayBalance, stayNights, tookPlace } from './stay';

const cny = (amount: string) => ({ amount, currency: 'CNY' });

describe('stayNights', () => {
  it.each([
    ['counts calendar nights, not hours', '2026-06-01T23:50:00+08:00', '2026-06-02T07:00:00+08:00', 1],
    ['counts over a month end', '2026-06-29T14:00:00+08:00', '2026-07-02T12:00:00+08:00', 3],
    ['counts by the calendar of the hotel', '2026-06-01T01:00:00+08:00', '2026-06-02T12:00:00+08:00', 1],
    ['has none for a day room', '2026-06-01T09:00:00+08:00', '2026-06-01T18:00:00+08:00', 0],
    ['is unknown without arrival', null, '2026-06-02T12:00:00+08:00', null],
    ['is unknown without departure', '2026-06-01T14:00:00+08:00', null, null],
    ['is unknown when the departure lies before the arrival', '2026-06-03T14:00:00+08:00', '2026-06-01T12:00:00+08:00', null],
  ])('%s', (_claim, arrivesAt, departsAt, nights) => {
    expect(stayNights({ arrivesAt, departsAt })).toBe(nights);
  });
});

describe('stayBalance', () => {
  it.each([
    ['what is left to pay', cny('1280.50'), cny('1000.00'), cny('280.50')],
    ['nothing', cny('100.00'), cny('100.00'), cny('0.00')],
    ['a deposit above the charges', cny('0.10'), cny('0.30'), cny('-0.20')],
    ['unknown charges', null, cny('1.00'), null],
    ['unknown payments', cny('1.00'), null, null],
  ])('%s', (_claim, charges, payments, balance) => {
    expect(stayBalance({ charges, payments })).toEqual(balance);
  });

  it('never mixes currencies', () => {
    expect(() => stayBalance({ charges: cny('1.00'), payments: { amount: '1.00', currency: 'USD' } })).toThrow(
      'charged in CNY and paid in USD',
    );
  });
});

it('takes stays in the house and checked out for stays that took place', () => {
  expect(STAY_STATUSES.filter(tookPlace)).toEqual(['IN_HOUSE', 'CHECKED_OUT', 'CHECKED_OUT_OPEN']);
});
