import { pino } from 'pino';
import { SourceUnavailableError } from '#core/errors';
import { openStore, type Store } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { buildRegistry } from './build-registry';
import { matchingOver } from './fixtures/matching-over';
import { NO_CONTRACTS } from './fixtures/no-contracts';
import { aPartyRecord } from './fixtures/party-records';
import type { PartyMatching } from './party-matching';
import type { PartyRecord } from './party-record';
import type { PartyRecordSource } from './party-record.source';
import { customersStore } from '../store';
import { readIdentitySettings } from './identity-settings';
import { RegistryStore } from './registry.store';
import { RegistryWriter } from './registry-writer.store';
import { normalPartyOf } from './normal-party';

const CODE = '91350100M000100Y43';
/** A pair that no store takes: two pairs of the same records. */
const BROKEN = ['1', '2'].map((key) => normalPartyOf(aPartyRecord({ system: 's', key })));
const silent = pino({ level: 'silent' });

/** Sources that hold these records; a system listed as down throws after its first batch. */
function sourcesOf(records: readonly PartyRecord[], down: readonly string[] = []): PartyRecordSource {
  return {
    systems: () => [...new Set([...records.map(({ system }) => system), ...down])].sort(),
    async *records(system) {
      const own = records.filter((record) => record.system === system);
      if (down.includes(system)) {
        yield own.slice(0, 1);
        throw new SourceUnavailableError(system);
      }
      yield own;
    },
    byKeys: () => Promise.resolve([]),
  };
}

describeEngines('the party registry', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let registry: RegistryStore;
  let matching: PartyMatching;
  const build = (records: readonly PartyRecord[], down: readonly string[] = []) =>
    buildRegistry({ parties: sourcesOf(records, down), contracts: NO_CONTRACTS }, matching, silent);
  const idOf = async (system: string, key: string): Promise<string | undefined> =>
    (await registry.bySource([{ system, key }]))[0]?.id;

  beforeEach(async () => {
    database = await engine.create();
    store = await openStore(customersStore, database.url);
    registry = new RegistryStore(store.fork);
    matching = matchingOver(store);
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  const finance = aPartyRecord({ system: 'finance', key: '1', taxNo: CODE });
  const sales = aPartyRecord({ system: 'sales', key: '9', name: 'Albers Ltd', sameAs: { system: 'finance', key: '1' } });

  it('keeps ids, records and pseudonyms over a restart', async () => {
    await build([finance, sales]);
    const [before] = await registry.bySource([finance]);
    await store.close();
    store = await openStore(customersStore, database.url);
    registry = new RegistryStore(store.fork);
    matching = matchingOver(store);
    await build([finance, sales]);
    expect((await registry.bySource([sales]))[0]).toEqual(before);
    expect(before?.sourceRecords.map(({ system, matchedBy }) => [system, matchedBy])).toEqual([
      ['finance', 'FIRST_RECORD'],
      ['sales', 'CROSS_REFERENCE'],
    ]);
  });

  it('answers the survivor for the id of an absorbed customer, through two merges', async () => {
    const third = aPartyRecord({ system: 'tickets', key: '3' });
    await build([finance]);
    await build([finance, { ...sales, sameAs: null }]);
    await build([finance, { ...sales, sameAs: null }, third]);
    const [oldest, middle, youngest] = [await idOf('finance', '1'), await idOf('sales', '9'), await idOf('tickets', '3')];
    const linked = { ...third, sameAs: { system: 'sales', key: '9' } };
    await build([finance, { ...sales, sameAs: null }, linked]);
    expect(await idOf('tickets', '3')).toBe(middle);
    await build([finance, sales, linked]);
    const found = await registry.byIds([oldest ?? '', middle ?? '', youngest ?? '', 'cus_unknown']);
    expect(found.map((customer) => customer?.id ?? null)).toEqual([oldest, oldest, oldest, null]);
    expect(found[0]?.identityIds.toSorted()).toEqual([oldest, middle, youngest].toSorted());
  });

  it('gives a record that leaves its customer a new id and never re-uses one', async () => {
    await build([finance, sales]);
    const id = await idOf('finance', '1');
    await build([finance, { ...sales, sameAs: null }]);
    expect(await idOf('finance', '1')).toBe(id);
    const left = await idOf('sales', '9');
    expect(left).not.toBe(id);
    await build([finance]);
    expect(await registry.byIds([left ?? ''])).toEqual([null]);
  });

  it('keeps the records of a source that is down and still follows the others', async () => {
    await build([finance, sales]);
    const id = await idOf('finance', '1');
    const down = await build([{ ...finance, name: 'Albers Holding' }, aPartyRecord({ system: 'finance', key: '2' })], ['sales']);
    expect(down).toEqual(new Set(['sales']));
    expect((await registry.bySource([sales]))[0]).toMatchObject({ id, name: 'Albers Holding' });
    expect(await idOf('finance', '2')).toBeDefined();
  });

  it('keeps the reference of a record whose target is down, for it cannot be looked up', async () => {
    await build([finance, sales]);
    await build([finance, { ...sales, sameAs: null }], ['finance']);
    expect(await idOf('sales', '9')).toBe(await idOf('finance', '1'));
    await build([finance, { ...sales, sameAs: null }]);
    expect(await idOf('sales', '9')).not.toBe(await idOf('finance', '1'));
  });

  it('takes nothing from a source that fails half way through its first read', async () => {
    await build([finance, sales], ['sales']);
    expect(await idOf('finance', '1')).toBeDefined();
    expect(await idOf('sales', '9')).toBeUndefined();
  });

  it('tells keys apart that differ by case only', async () => {
    await build([aPartyRecord({ system: 's', key: 'a' }), aPartyRecord({ system: 's', key: 'A' })]);
    expect(await idOf('s', 'a')).not.toBe(await idOf('s', 'A'));
  });

  it('holds a record whose address is as long as a letter', async () => {
    const address = '杭州市西湖区文三路'.repeat(9000);
    await build([{ ...finance, address }, sales]);
    const [found] = await registry.bySource([finance]);
    expect(found?.address).toBe(address);
  });

  it('builds thousands of records, and again with the same ids', async () => {
    const many = Array.from({ length: 6000 }, (_, i) =>
      aPartyRecord({
        system: i % 2 ? 'sales' : 'finance',
        key: String(i),
        sameAs: i % 4 === 1 ? { system: 'finance', key: String(i - 1) } : null,
      }),
    );
    await build(many);
    const [first] = await registry.bySource([{ system: 'sales', key: '1' }]);
    await build(many);
    expect(await registry.count()).toBe(4500);
    expect(await registry.bySource([{ system: 'finance', key: '0' }])).toMatchObject([{ id: first?.id }]);
  });

  it('is after changes what a rebuild would make of it', async () => {
    await build([finance, sales]);
    const [before] = await registry.bySource([finance]);
    const third = aPartyRecord({ system: 'tickets', key: '3', name: 'Albers Ltd', taxNo: CODE });
    const change = (record: PartyRecord) => ({ system: record.system, key: record.key, record, contracts: null });
    expect(await matching.applyPartyChanges([change(third), change({ ...finance, name: 'Albers Holding' })])).toBe(2);
    expect(await matching.applyPartyChanges([change(third)])).toBe(0);
    const [followed] = await registry.bySource([third]);
    expect(followed).toMatchObject({ id: before?.id, name: 'Albers Holding' });
    expect(followed?.sourceRecords.map(({ system }) => system)).toEqual(['finance', 'sales', 'tickets']);
    matching = matchingOver(store);
    await build([{ ...finance, name: 'Albers Holding' }, sales, third]);
    expect((await registry.bySource([third]))[0]).toEqual(followed);
    await matching.applyPartyChanges([{ system: 'tickets', key: '3', record: null, contracts: null }, change(finance)]);
    const [after] = await registry.bySource([finance]);
    expect(after).toMatchObject({ id: before?.id, name: 'Albers', identityIds: before?.identityIds });
    expect(await registry.bySource([third])).toEqual([null]);
  });

  it('reads and writes no row when nothing has changed since the last build', async () => {
    await build([finance, sales]);
    const revision = await new RegistryWriter(store.fork).revision();
    const writer = new RegistryWriter(store.fork);
    const touched: string[] = [];
    const watch = <T>(what: string, value: T): T => {
      touched.push(what);
      return value;
    };
    writer.records = () => watch('records', RegistryWriter.prototype.records.call(writer));
    writer.recordsByIds = (ids) => watch('some records', RegistryWriter.prototype.recordsByIds.call(writer, ids));
    writer.model = (version) => watch('model', RegistryWriter.prototype.model.call(writer, version));
    matching = matchingOver(store, { writer });
    await build([finance, sales]);
    expect(touched).toEqual([]);
    expect(await writer.revision()).toBe(revision);
    await build([{ ...finance, level: 'A' }, sales]);
    expect(await writer.revision()).not.toBe(revision);
  });

  it('makes all customers anew when the rules are other than those they were made by', async () => {
    await build([finance, sales]);
    const settings = readIdentitySettings();
    const survivorship = { ...settings.survivorship, sources: ['sales', 'finance'] };
    matching = matchingOver(store, { settings: { ...settings, survivorship, rules: 'others' } });
    await build([finance, sales]);
    expect((await registry.bySource([finance]))[0]?.name).toBe('Albers Ltd');
  });

  it('keeps the old customers when a change fails half way, and follows it the next time', async () => {
    await build([finance, sales]);
    const [before] = await registry.bySource([finance]);
    const [a, b] = BROKEN;
    if (!a || !b) throw new Error('two records are needed');
    const broken = [a.id, b.id, 1, null] as const;
    const gone = [{ system: 'sales', key: '9', record: null, contracts: null }];
    const writer = new RegistryWriter(store.fork);
    writer.write = (change) => RegistryWriter.prototype.write.call(writer, { ...change, newPairs: [broken, broken] });
    await expect(matchingOver(store, { writer }).applyPartyChanges(gone)).rejects.toThrow();
    expect((await registry.bySource([finance]))[0]).toEqual(before);
    expect(await matching.applyPartyChanges(gone)).toBe(1);
    expect((await registry.bySource([finance]))[0]?.sourceRecords).toHaveLength(1);
  });

  it('tells the evidence of a match and what a value won against', async () => {
    await build([finance, sales]);
    const [customer] = await registry.bySource([finance]);
    expect(customer?.sourceRecords[1]).toMatchObject({
      matchedBy: 'CROSS_REFERENCE',
      matchedWith: { system: 'finance', key: '1' },
      evidence: expect.arrayContaining([expect.objectContaining({ comparison: 'crossReference', level: 'EXACT' })]),
    });
    expect(customer?.sourceRecords[1]?.confidence).toBeGreaterThan(0.99);
    expect(customer?.provenance.find(({ field }) => field === 'name')).toMatchObject({
      value: 'Albers',
      system: 'finance',
      rule: 'SOURCE_RANK',
      alternatives: [{ system: 'sales', key: '9', value: 'Albers Ltd' }],
    });
  });
});
