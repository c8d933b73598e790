import { pino } from 'pino';
import { SourceUnavailableError } from '#core/errors';
import { openStore, type Store } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { buildRegistry } from '../registry/build-registry';
import { matchingOver } from '../registry/fixtures/matching-over';
import { aPartyRecord } from '../registry/fixtures/party-records';
import type { PartyMatching } from '../registry/party-matching';
import type { PartyRecord } from '../registry/party-record';
import { RegistryStore } from '../registry/registry.store';
import { customersStore } from '../store';
import type { ContractNumber } from './contract-number.source';
import { SearchIndex } from './search-index.store';
import { parseSearch } from './search-query';
import { pageStatement } from './search-statement';

const CODE = '91350100M000100Y43';
const silent = pino({ level: 'silent' });
const party = (key: string, more: Partial<PartyRecord>): PartyRecord => aPartyRecord({ system: 'finance', key, ...more });

const RECORDS = [
  party('1', {
    name: '上海示例轴承有限公司',
    shortName: '示例轴承',
    helpCode: 'SHSLZC',
    taxNo: CODE,
    number: '0000000042',
    phones: ['021-5888 1234', '+86 138-0000-1234'],
  }),
  party('2', { name: '示例轴承（杭州）有限公司', number: '0000004200', phones: ['0571-88881234'] }),
  party('3', { name: '轴承', number: 'C-77' }),
  party('4', { name: 'Albers Maschinenbau GmbH', number: 'K-0001', phones: ['040-1234/040-1235'] }),
  party('5', { name: '张示例', kind: 'PERSON', taxNo: '11010519491231002X', number: '110105491231002' }),
  party('6', { name: '旧客户', taxNo: '11010519491231002X' }),
];
const CONTRACTS: readonly ContractNumber[] = [
  { party: { system: 'finance', key: '2' }, number: 'HT-2024-0042' },
  { party: { system: 'finance', key: '4' }, number: '42' },
];

describeEngines('the search index', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let registry: RegistryStore;
  let search: SearchIndex;
  let matching: PartyMatching;

  const build = (records: readonly PartyRecord[], contracts: readonly ContractNumber[], isDown = false) =>
    buildRegistry(
      {
        parties: {
          systems: () => ['finance'],
          records: async function* () {
            yield await Promise.resolve(records);
          },
          byKeys: () => Promise.resolve([]),
        },
        contracts: {
          systems: () => ['sales'],
          numbers: async function* () {
            yield await Promise.resolve(contracts.slice(0, 1));
            if (isDown) throw new SourceUnavailableError('sales');
            yield contracts.slice(1);
          },
          ofParties: () => Promise.resolve([]),
        },
      },
      matching,
      silent,
    );
  const keysOf = async (ids: readonly string[]): Promise<readonly (string | undefined)[]> =>
    (await registry.byIds(ids)).map((customer) => customer?.sourceRecords[0]?.key);
  const found = async (text: string, first = 100): Promise<readonly (string | undefined)[]> =>
    keysOf((await search.find({ search: text, first, after: null })).rows);

  beforeAll(async () => {
    database = await engine.create();
    store = await openStore(customersStore, database.url);
    registry = new RegistryStore(store.fork);
    search = new SearchIndex(store.fork);
    matching = matchingOver(store);
  });
  beforeEach(() => build(RECORDS, CONTRACTS));
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  it.each([
    ['a whole tax number, in any writing', CODE.toLowerCase().replace('m', '-m.'), ['1']],
    ['the beginning of a tax number', '91350100M', ['1']],
    ['a source number without its zeros before what begins like it', '42', ['1', '4']],
    ['a source number with zeros', '0000000042', ['1']],
    ['a contract number', 'ht2024-0042', ['2']],
    ['a source number with punctuation', 'c77', ['3']],
    ['a whole phone number in another writing', '(021) 58881234', ['1']],
    ['a phone number with country code', '+8613800001234', ['1']],
    ['the end of phone numbers', '88881234', ['2']],
    ['the last four digits', '1234', ['1', '2']],
    ['a whole name before its places in others', '轴承', ['3', '1', '2']],
    ['a short name', '示例轴承', ['1', '2']],
    ['a help code', 'shslzc', ['1']],
    ['a place inside a name', '杭州', ['2']],
    ['the beginning of a later word', 'masch', ['4']],
    ['all of several words', '轴承 杭州', ['2']],
    ['a word and a number', '示例 42', ['1']],
    ['half-width brackets for full-width ones', '轴承(杭州)', ['2']],
    ['nothing that stands inside a Latin word', 'schinen', []],
    ['nothing that no customer has all of', '轴承 albers', []],
    ['no wildcards', '%承', []],
  ])('finds %s', async (_claim, text, keys) => {
    expect(await found(text)).toEqual(keys);
  });

  it.each(['11010519491231002X', '110105194912310', '110105491231002', '110105'])(
    'does not find a person by the identity card number %s',
    async (text) => {
      expect(await found(text)).toEqual([]);
    },
  );

  it('pages through what it finds visiting each customer once, and counts it', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<SearchIndex['find']>> = await search.find({ search: '轴承', first: 1, after });
      seen.push(...page.rows);
      after = page.hasNextPage ? (page.cursors.at(-1) ?? null) : null;
    } while (after !== null);
    expect(await keysOf(seen)).toEqual(await found('轴承'));
    expect(await search.countFound('轴承')).toBe(3);
  });

  it('refuses a cursor of another search', async () => {
    const { cursors } = await search.find({ search: '轴承', first: 1, after: null });
    await expect(search.find({ search: '示例', first: 1, after: cursors[0] ?? '' })).rejects.toThrow('another list');
    await expect(search.find({ search: '示例', first: 1, after: 'nonsense' })).rejects.toThrow('damaged');
  });

  it('follows names that change, contracts that come and customers that go', async () => {
    const [first, ...others] = RECORDS;
    if (!first) throw new Error('no records');
    const renamed = { ...first, name: '北京新名有限公司', shortName: null, helpCode: null };
    await build([renamed, ...others.slice(0, 1)], [{ party: { system: 'finance', key: '1' }, number: 'NEU-1' }]);
    expect(await found('北京新名')).toEqual(['1']);
    expect(await found('neu1')).toEqual(['1']);
    expect(await found('上海示例')).toEqual([]);
    expect(await found('HT20240042')).toEqual([]);
    expect(await found('albers')).toEqual([]);
    expect(
      await database.rows('select customer_id from search_term where customer_id not in (select id from customer)', []),
    ).toEqual([]);
  });

  it('keeps finding by contract numbers while their source is down', async () => {
    await build(RECORDS, [], true);
    expect(await found('HT20240042')).toEqual(['2']);
    expect(await found('42')).toEqual(['1', '4']);
  });

  it('reads ranges of the index, whatever the words', async () => {
    const { sql, params } = pageStatement(parseSearch('轴承 13800001234'), null, { score: 1, id: 'cus_1' }, 21);
    const plan = await database.rows(
      `${engine.name === 'mysql' ? 'explain format=traditional' : 'explain query plan'} ${sql}`,
      params,
    );
    if (engine.name === 'mysql') {
      const reads = plan.filter(({ table }) => table === 'search_term');
      expect(reads).toHaveLength(9);
      expect(new Set(reads.map(({ type, key }) => `${String(type)} ${String(key)}`))).toEqual(new Set(['range PRIMARY']));
    } else {
      const reads = plan.map(({ detail }) => String(detail)).filter((detail) => detail.includes('search_term'));
      expect(reads).toHaveLength(9);
      for (const read of reads) expect(read).toMatch(/^SEARCH search_term USING .*\(kind=\? AND term>\? AND term<\?\)$/);
    }
  });
});
