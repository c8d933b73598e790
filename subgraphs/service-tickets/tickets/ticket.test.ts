import { isOpen, isOverdue, TICKET_STATUSES, type Ticket } from './ticket';

const TODAY = '2026-06-30';
const facts = (more: Partial<Pick<Ticket, 'status' | 'dueAt'>>): Pick<Ticket, 'status' | 'dueAt'> => ({
  status: 'IN_PROGRESS',
  dueAt: '2026-06-30T18:00:00+08:00',
  ...more,
});

describe('isOverdue', () => {
  it.each([
    ['open and due within the business day', facts({}), true],
    ['open and due long ago', facts({ status: 'NEW', dueAt: '2025-01-01T00:00:00+08:00' }), true],
    ['due in the last second of the day', facts({ dueAt: '2026-06-30T23:59:59+08:00' }), true],
    ['due when the next day begins', facts({ dueAt: '2026-07-01T00:00:00+08:00' }), false],
    ['an instant of another offset is compared as an instant', facts({ dueAt: '2026-06-30T16:00:00Z' }), false],
    ['one second before, in that offset', facts({ dueAt: '2026-06-30T15:59:59Z' }), true],
    ['without due time', facts({ dueAt: null }), false],
    ['solved', facts({ status: 'SOLVED' }), false],
    ['closed', facts({ status: 'CLOSED' }), false],
    ['void', facts({ status: 'VOID' }), false],
    ['of unknown status', facts({ status: null }), null],
  ])('%s', (_claim, given, expected) => {
    expect(isOverdue(given, TODAY)).toBe(expected);
  });

  it('counts every status before SOLVED as open', () => {
    expect(TICKET_STATUSES.filter(isOpen)).toEqual(['NEW', 'ASSIGNED', 'IN_PROGRESS', 'WAITING']);
  });
});
