import type { LegacyReader } from '#legacy/legacy-reader';
import { legacyCompanyStaySource, legacyStaySource } from './stay.source.legacy';

const unused = (): never => {
  throw new Error('not read here');
};

/** Finds no stay, but keeps what it was asked to list by and to read. */
function listingReader(asked: unknown[]): LegacyReader {
  return {
    systemsOf: () => ['pms'],
    byKeys: unused,
    countByRef: unused,
    allByRef: unused,
    scan: unused,
    listByRef: (_type, ref, parents, { fields, where, sort }) => {
      asked.push({ ref, fields, where, sort });
      return Promise.resolve(parents.map(() => ({ rows: [], cursors: [], hasNextPage: false })));
    },
  };
}

describe('stays of the hotel systems', () => {
  it('turns days into instants of the business zone, the last day included', async () => {
    const asked: unknown[] = [];
    const filter = {
      hotel: ['H001'],
      status: ['CHECKED_OUT'],
      arrivesAt: { from: '2026-06-01', to: '2026-06-30' },
    } as const;
    const query = { fields: ['nights', 'balance'], filter, sort: 'ARRIVES_AT_DESC', first: 5 };
    await legacyStaySource(listingReader(asked)).listByOwners([[]], query);
    expect(asked).toEqual([
      {
        ref: 'guest',
        fields: ['arrivesAt', 'departsAt', 'charges', 'payments'],
        where: [
          { field: 'hotel', op: 'in', values: ['H001'] },
          { field: 'status', op: 'in', values: ['CHECKED_OUT'] },
          { field: 'arrivesAt', op: 'ge', value: '2026-06-01T00:00:00+08:00' },
          { field: 'arrivesAt', op: 'lt', value: '2026-07-01T00:00:00+08:00' },
        ],
        sort: { field: 'arrivesAt', descending: true },
      },
    ]);
  });

  it('lists the stays of a company by the company and still reads who stays', async () => {
    const asked: unknown[] = [];
    const query = { fields: ['party'], sort: 'ARRIVES_AT_ASC', first: 5 };
    await legacyCompanyStaySource(listingReader(asked)).listByOwners([[]], query);
    expect(asked).toMatchObject([{ ref: 'company', fields: ['company', 'guest'] }]);
  });
});
