import { daysOverdue } from './invoice';

it.each([
  ['an overdue invoice counts from its due date', { status: 'OVERDUE', dueOn: '2026-06-01' }, 29],
  ['an open invoice is not overdue', { status: 'OPEN', dueOn: '2026-07-01' }, 0],
  ['a paid invoice is never overdue', { status: 'PAID', dueOn: '2026-01-01' }, 0],
  ['an unknown status stays unknown', { status: null, dueOn: '2026-01-01' }, null],
] as const)('%s', (_claim, facts, days) => {
  expect(daysOverdue(facts, '2026-06-30')).toBe(days);
});
