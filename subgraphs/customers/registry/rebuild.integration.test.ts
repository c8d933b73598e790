import { openStore, type Store } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { customersStore } from '../store';
import { stewardedRecords } from '../stewardship/fixtures/stewarded-records';
import { OwnedStewardDecisions } from '../stewardship/steward-decision.store';
import { StewardshipService } from '../stewardship/stewardship.service';
import { laterSettings, readingOf } from './fixtures/rematched-records';
import { matchingOver } from './fixtures/matching-over';
import type { PartyMatching } from './party-matching';
import type { PartyChange, PartyRecord } from './party-record';
import { RegistryStore } from './registry.store';
import { RegistryWriter } from './registry-writer.store';
import { timedIds } from './timed-ids';

const CUSTOMERS = [
  'select id, name, version, golden, search_hash from customer order by id',
  'select r.system, source_key, customer_id, home_id, record, evidence from source_record r order by r.system, source_key',
  'select id, customer_id from customer_alias order by id',
  'select customer_id, term from search_term order by customer_id, term',
  'select a, b, score, conflict from match_pair order by a, b',
];

describeEngines('matching the stored records anew', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let matching: PartyMatching;
  let stewardship: StewardshipService;

  beforeEach(async () => {
    database = await engine.create();
    store = await openStore(customersStore, database.url);
    const [decisions, writer] = [new OwnedStewardDecisions(store.fork), new RegistryWriter(store.fork)];
    let time = Date.UTC(2026, 0, 1);
    const now = (): number => (time += 1000);
    const newId = timedIds(now);
    matching = matchingOver(store, { decisions, writer, newId, now });
    const registry = new RegistryStore(store.fork);
    stewardship = new StewardshipService({ registry, records: writer, versions: writer, decisions, matching, newId, now });
    await matching.build(readingOf(stewardedRecords()));
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  const rows = (sql: string): Promise<readonly object[]> => store.fork().getConnection().execute(sql);
  const customers = async (): Promise<readonly string[]> =>
    Promise.all(CUSTOMERS.map(async (sql) => JSON.stringify(await rows(sql))));
  const of = async (system: string, key: string) => {
    const [customer] = await new RegistryStore(store.fork).bySource([{ system, key }]);
    if (!customer) throw new Error(`No customer has ${system} ${key}`);
    return customer;
  };
  const rebuild = () => matching.rebuild({ isFitted: false, isDryRun: false });

  it.each([1, 2, 3])('gives what following 30 drawn changes one by one gave (seed %i)', async (seed) => {
    for (const change of drawnChanges(stewardedRecords(), seed, 30)) await matching.applyPartyChanges([change]);
    const followed = await customers();
    const rebuilt = await rebuild();
    expect(rebuilt).toMatchObject({ merged: 0, split: 0, isFitted: false, customers: rebuilt.customersBefore });
    expect(await customers()).toEqual(followed);
  });

  it('keeps what stewards decided: together, apart, and a chosen value', async () => {
    const reason = 'looked at both files';
    const [one, other] = [await of('sales', '7'), await of('sales', '8')];
    await stewardship.merge({ customers: [one, other], reason, dryRun: false }, 'u-1');
    const three = await of('finance', '3');
    const { id, version } = three;
    await stewardship.split(
      { customer: { id, version }, records: [{ system: 'tickets', key: '3' }], reason, dryRun: false },
      'u-1',
    );
    const [customer, record] = [await of('finance', '3'), { system: 'sales', key: '3' }];
    await stewardship.pin({ customer, field: 'name', record, reason, dryRun: false }, 'u-1');
    const decided = await customers();
    expect((await of('finance', '3')).provenance[0]).toMatchObject({ value: '上海申江纺织品', rule: 'PINNED' });
    expect((await of('tickets', '3')).id).not.toBe(three.id);
    expect((await of('sales', '7')).id).toBe((await of('sales', '8')).id);
    expect(await rebuild()).toMatchObject({ records: 11, merged: 0, split: 0 });
    expect(await customers()).toEqual(decided);
  });

  it('puts right what is stored otherwise than it is matched, and says how much', async () => {
    const right = await customers();
    const [one, two] = [(await of('finance', '1')).id, (await of('finance', '2')).id];
    const wrong = `update source_record set customer_id = '${two}' where source_key = '1' and customer_id = '${one}' and name <> '杭州恒信机械设备'`;
    await database.run(`${wrong};\ndelete from match_pair;\n`);
    expect(await customers()).not.toEqual(right);
    expect(await matching.rebuild({ isFitted: false, isDryRun: true })).toMatchObject({ merged: 1, split: 1 });
    expect(await rows('select a from match_pair')).toEqual([]);
    expect(await rebuild()).toMatchObject({ records: 11, merged: 1, split: 1 });
    expect(await customers()).toEqual(right);
  });

  it('goes on with single changes after it', async () => {
    await rebuild();
    const { id } = await of('finance', '2');
    const [record] = stewardedRecords().filter(({ system, key }) => system === 'pms' && key === '4');
    if (!record) throw new Error('There is no such record');
    const moved = { ...record, name: '成都天府茶叶有限公司', phones: ['16900000002'] };
    await matching.applyPartyChanges([{ system: 'pms', key: '4', record: moved, contracts: null }]);
    expect((await of('pms', '4')).id).toBe(id);
  });

  it('fits the model when it is asked to, and when the rules are others', async () => {
    expect((await matching.rebuild({ isFitted: true, isDryRun: false })).isFitted).toBe(true);
    expect((await rebuild()).isFitted).toBe(false);
    const later = matchingOver(store, { settings: laterSettings() });
    expect((await later.rebuild({ isFitted: false, isDryRun: false })).isFitted).toBe(true);
    expect(await later.isBuilt()).toBe(true);
  });
});

/** Changes of records as users make them: one takes what another says, comes anew under another key, or goes. */
function drawnChanges(start: readonly PartyRecord[], seed: number, count: number): readonly PartyChange[] {
  let state = seed;
  const pick = <T>(items: readonly T[]): T => {
    state = (state * 48_271) % 2_147_483_647;
    const item = items[state % items.length];
    if (item === undefined) throw new Error('There is nothing to draw from');
    return item;
  };
  let records = [...start];
  return Array.from({ length: count }, (_, i): PartyChange => {
    const [one, other] = [pick(records), pick(records)];
    const kind = pick(['SAY', 'SAY', 'NEW', 'NEW', 'GONE'] as const);
    const { name, phones, email } = other;
    const said = pick<Partial<PartyRecord>>([{ name }, { phones }, { name, phones }, { email, phones: null }]);
    const key = kind === 'NEW' ? `n${i}` : one.key;
    records = records.filter((record) => record.system !== one.system || record.key !== key);
    if (kind === 'GONE') return { system: one.system, key, record: null, contracts: null };
    const record = { ...one, ...said, key };
    records.push(record);
    return { system: one.system, key, record, contracts: null };
  });
}
