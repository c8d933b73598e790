import { businessDates } from './business-date';

it.each([
  ['2026-06-30T15:59:59Z', '2026-06-30'],
  ['2026-06-30T16:00:00Z', '2026-07-01'],
])('at %s the business day is %s', (instant, day) => {
  expect(businessDates(null, () => Date.parse(instant))()).toBe(day);
});

it('stays on a fixed day', () => {
  expect(businessDates('2026-06-30', () => 0)()).toBe('2026-06-30');
});
