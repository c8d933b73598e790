import { pino } from 'pino';
import { sourceKeyText } from '#core/source-key';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { openStore, type Store } from '#runtime/store/open-store';
import { customersStore } from '../store';
import { SearchIndex } from '../search/search-index.store';
import { buildRegistry } from './build-registry';
import { aPartyRecord } from './fixtures/party-records';
import { matchingOver } from './fixtures/matching-over';
import { NO_CONTRACTS } from './fixtures/no-contracts';
import { readIdentitySettings } from './identity-settings';
import type { PartyRecord } from './party-record';
import { RegistryStore } from './registry.store';

const employee = (key: string) => ({ system: 'erp', key });
const { survivorship } = readIdentitySettings();

/** Three customers: of E1 in three systems, of E2 in two, of nobody. */
const RECORDS: readonly PartyRecord[] = [
  aPartyRecord({
    system: 'erp',
    key: 'A',
    name: 'Albers',
    phones: ['13800000001'],
    owner: employee('E1'),
    sameAs: { system: 'books', key: '1' },
  }),
  aPartyRecord({ system: 'books', key: '1', name: 'Albers Books', address: 'Lane 1' }),
  aPartyRecord({
    system: 'desk',
    key: '7',
    name: 'Albers Books',
    phones: ['13800000007'],
    sameAs: { system: 'books', key: '1' },
  }),
  aPartyRecord({ system: 'erp', key: 'B', name: 'Bauer', owner: employee('E2'), sameAs: { system: 'books', key: '2' } }),
  aPartyRecord({ system: 'books', key: '2', name: 'Bauer Books' }),
  aPartyRecord({ system: 'books', key: '3', name: 'Albers Nobody' }),
];

describeEngines('the registry as a caller sees it', (engine) => {
  let database: TestDatabase;
  let store: Store;

  beforeEach(async () => {
    database = await engine.create();
    store = await openStore(customersStore, database.url);
    const parties = {
      systems: () => ['erp', 'books', 'desk'],
      async *records(system: string) {
        yield RECORDS.filter((record) => record.system === system);
      },
      byKeys: () => Promise.resolve([]),
    };
    await buildRegistry({ parties, contracts: NO_CONTRACTS }, matchingOver(store), pino({ level: 'silent' }));
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  const seenBy = (...owners: readonly string[]): RegistryStore =>
    new RegistryStore(store.fork).within({
      records: () => Promise.resolve({ owners: new Set(owners.map((owner) => `erp ${owner}`)) }),
      survivorship,
    });
  const idOf = async (system: string, key: string): Promise<string> =>
    (await new RegistryStore(store.fork).bySource([{ system, key }]))[0]?.id ?? '';

  it('[AZ-13] lists and counts the customers of the owners, page by page', async () => {
    const [albers, bauer] = [await idOf('erp', 'A'), await idOf('erp', 'B')];
    const pagesOf = async (registry: RegistryStore): Promise<readonly string[]> => {
      const ids: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const page: Awaited<ReturnType<RegistryStore['page']>> = await registry.page({ first: 1, after });
        ids.push(...page.rows.map(({ id }) => id));
        [after, more] = [page.cursors.at(-1) ?? null, page.hasNextPage];
      }
      return ids;
    };
    expect(await pagesOf(seenBy('E1'))).toEqual([albers]);
    expect(await pagesOf(seenBy('E1', 'E2'))).toEqual([albers, bauer].toSorted());
    expect(await pagesOf(seenBy())).toEqual([]);
    expect(await Promise.all([seenBy('E1'), seenBy('E1', 'E2'), seenBy()].map((each) => each.count()))).toEqual([1, 2, 0]);
  });

  it('[AZ-13] shows of a customer what the records in scope say, and does not tell whose the others are', async () => {
    const albers = await idOf('erp', 'A');
    const [customer] = await seenBy('E1').byIds([albers]);
    expect(customer?.sourceRecords.map(sourceKeyText)).toEqual(['books 1', 'erp A']);
    expect(customer).toMatchObject({ phones: ['13800000001'], address: 'Lane 1' });
    expect(customer?.provenance.map(({ system }) => system)).not.toContain('desk');
    const keys = RECORDS.map(({ system, key }) => ({ system, key }));
    const seen = await seenBy('E1').bySource(keys);
    expect(seen.map((each) => each?.id ?? null)).toEqual([albers, albers, null, null, null, null]);
    const others = [await idOf('erp', 'B'), await idOf('books', '3')];
    expect(await seenBy('E1').byIds(others)).toEqual([null, null]);
  });

  it('[AZ-13] finds by search among the customers of the owners only', async () => {
    const index = new SearchIndex(store.fork);
    const foundBy = async (...owners: readonly string[]): Promise<readonly [number, number]> => {
      const scoped = index.for(new Set(), () => Promise.resolve({ owners: new Set(owners.map((owner) => `erp ${owner}`)) }));
      const { rows } = await scoped.find({ search: 'Albers', first: 10, after: null });
      return [rows.length, await scoped.countFound('Albers')];
    };
    expect(await index.countFound('Albers')).toBe(2);
    expect([await foundBy('E1'), await foundBy('E2'), await foundBy()]).toEqual([
      [1, 1],
      [0, 0],
      [0, 0],
    ]);
  });
});
