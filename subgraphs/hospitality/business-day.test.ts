import { businessDayOf, dayEnd, dayStart } from './business-day';

describe('a business day', () => {
  it('starts at midnight of the business zone', () => {
    expect(dayStart('2026-06-30')).toBe('2026-06-30T00:00:00+08:00');
  });

  it.each([
    ['2026-06-29', '2026-06-30T00:00:00+08:00'],
    ['2026-12-31', '2027-01-01T00:00:00+08:00'],
    ['2024-02-28', '2024-02-29T00:00:00+08:00'],
  ])('%s ends when %s begins', (day, end) => {
    expect(dayEnd(day)).toBe(end);
  });

  it.each([
    ['2026-06-29T15:59:59Z', '2026-06-29'],
    ['2026-06-29T16:00:00Z', '2026-06-30'],
    ['2026-06-30T00:00:00+08:00', '2026-06-30'],
    ['2026-06-30T00:30:00+09:00', '2026-06-29'],
  ])('%s falls on %s', (instant, day) => {
    expect(businessDayOf(instant)).toBe(day);
  });
});
