import type { Condition, LegacyReader } from '#legacy/legacy-reader';
import type { TicketFilter } from './ticket';
import { legacyTicketSource } from './ticket.source.legacy';

/** Counts nothing, but keeps the conditions it was asked to count by. */
function countingReader(asked: unknown[]): LegacyReader {
  const unused = (): never => {
    throw new Error('not read here');
  };
  return {
    systemsOf: () => ['tickets'],
    byKeys: unused,
    listByRef: unused,
    allByRef: unused,
    scan: unused,
    countByRef: (_type, _ref, parents, where) => {
      asked.push(where);
      return Promise.resolve(parents.map(() => 0));
    },
  };
}

describe('legacyTicketSource', () => {
  it.each<[string, TicketFilter | null, readonly Condition<'Ticket'>[] | undefined]>([
    ['no filter asks for everything', null, undefined],
    ['an empty filter has no condition', {}, []],
    [
      'complaint: false asks for everything but complaints',
      { complaint: false },
      [{ field: 'complaint', op: 'in', values: [false] }],
    ],
    [
      'lists of codes',
      { status: ['NEW'], priority: ['HIGH', 'LOW'] },
      [
        { field: 'status', op: 'in', values: ['NEW'] },
        { field: 'priority', op: 'in', values: ['HIGH', 'LOW'] },
      ],
    ],
    [
      'days become instants of the business zone, the last day included',
      { openedAt: { from: '2026-06-01', to: '2026-06-30' } },
      [
        { field: 'openedAt', op: 'ge', value: '2026-06-01T00:00:00+08:00' },
        { field: 'openedAt', op: 'lt', value: '2026-07-01T00:00:00+08:00' },
      ],
    ],
  ])('%s', async (_claim, filter, conditions) => {
    const asked: unknown[] = [];
    await legacyTicketSource(countingReader(asked)).countByOwners([[]], filter);
    expect(asked).toEqual([conditions]);
  });
});
