import fc from 'fast-check';
import { sourceKeyText } from '#core/source-key';
import { openStore, type Store } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import type { Customer } from '../customer/customer';
import { OwnedProfileStore } from '../customer-profile/customer-profile.store';
import { ProfileProjection } from '../customer-profile/profile-projection';
import { matchingOver } from '../registry/fixtures/matching-over';
import type { PartyMatching } from '../registry/party-matching';
import { RegistryStore } from '../registry/registry.store';
import { RegistryWriter } from '../registry/registry-writer.store';
import { timedIds } from '../registry/timed-ids';
import { SearchIndex } from '../search/search-index.store';
import { customersStore } from '../store';
import { stewardedRecords } from './fixtures/stewarded-records';
import { OwnedStewardDecisions } from './steward-decision.store';
import { StewardshipService } from './stewardship.service';

const AGAIN = { reason: 'looked at both files', dryRun: false };
const READ = { records: stewardedRecords(), down: new Set<string>(), contracts: { byRecord: new Map(), isComplete: true } };
/** What must be as before; homes and aliases may grow, for an id that was given leads somewhere for ever. */
const TABLES = [
  'select id, pseudonym, name, search_hash, version, golden from customer order by id',
  'select r.system, source_key, customer_id, name, matched_by, record, observed_at, evidence, contracts, row_hash from source_record r order by r.system, source_key',
  'select a, b, score, conflict from match_pair order by a, b',
  'select kind, term, customer_id from search_term order by kind, term, customer_id',
];

describeEngines('decisions in the owned store', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let registry: RegistryStore;
  let writer: RegistryWriter;
  let decisions: OwnedStewardDecisions;
  let matching: PartyMatching;
  let stewardship: StewardshipService;
  let time = Date.UTC(2026, 0, 1);
  const now = (): number => (time += 1000);
  const newId = timedIds(now);

  const over = (rows: RegistryWriter): StewardshipService => {
    matching = matchingOver(store, { writer: rows, decisions, newId, now });
    return new StewardshipService({ registry, records: rows, versions: rows, decisions, matching, newId, now });
  };
  const rowsOf = (sql: string): Promise<unknown> => store.fork().getConnection().execute(sql);
  const stored = async (): Promise<string> => JSON.stringify(await Promise.all(TABLES.map(rowsOf)));
  const of = async (system: string, key: string): Promise<Customer> => {
    const [customer] = await registry.bySource([{ system, key }]);
    if (!customer) throw new Error(`No customer has ${system} ${key}`);
    return customer;
  };
  const pair = async () => [await of('sales', '7'), await of('sales', '8')];

  beforeEach(async () => {
    database = await engine.create();
    store = await openStore(customersStore, database.url);
    registry = new RegistryStore(store.fork);
    writer = new RegistryWriter(store.fork);
    decisions = new OwnedStewardDecisions(store.fork);
    stewardship = over(writer);
    await matching.build(READ);
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  it('outlive a restart and are written with who, why and what changed', async () => {
    const customers = await pair();
    const { decision } = await stewardship.merge({ customers, ...AGAIN }, 'u-1');
    stewardship = over(writer);
    await matching.build({ ...READ, records: READ.records.map((record) => ({ ...record, level: 'C' })) });
    expect((await of('sales', '7')).sourceRecords.map(sourceKeyText)).toEqual(['sales 7', 'sales 8']);
    expect((await of('sales', '7')).sourceRecords[1]?.matchedBy).toBe('DECISION');
    expect(await rowsOf('select actor, action, subject, reason from audit_event')).toEqual([
      { actor: 'u-1', action: 'MERGE', subject: decision?.id, reason: AGAIN.reason },
    ]);
    expect(await decisions.page({ first: 10, after: null })).toMatchObject({ rows: [{ id: decision?.id, undone: null }] });
  });

  it('[GW-20] are told event by event, the newest first, page by page and of one decision', async () => {
    const { decision } = await stewardship.merge({ customers: await pair(), ...AGAIN }, 'u-1');
    const id = decision?.id ?? '';
    await stewardship.undo({ decision: id, ...AGAIN }, 'u-2');
    const apart = await stewardship.keepApart({ customers: await pair(), ...AGAIN }, 'u-3');
    const said = async (after: string | null, one: string | null = null) => {
      const { rows, cursors, hasNextPage } = await decisions.eventPage({ first: 2, after, decision: one });
      return {
        told: rows.map(({ action, actor, subject }) => [action, actor, subject]),
        last: cursors.at(-1) ?? null,
        hasNextPage,
      };
    };
    const first = await said(null);
    const keptApart = ['KEEP_APART', 'u-3', apart.decision?.id];
    const [undone, merged] = [
      ['UNDO', 'u-2', id],
      ['MERGE', 'u-1', id],
    ];
    expect(first).toMatchObject({ told: [keptApart, undone], hasNextPage: true });
    expect(await said(first.last)).toMatchObject({ told: [merged], hasNextPage: false });
    expect(await said(null, id)).toMatchObject({ told: [undone, merged], hasNextPage: false });
    await expect(said("evt_' or 1=1")).rejects.toThrow('damaged');
    expect((await decisions.decisionsByIds([id, 'dec_none'])).map((one) => one?.undone?.actor ?? null)).toEqual(['u-2', null]);
  });

  it('do nothing at all when the store fails half way, and work the next time', async () => {
    const before = await stored();
    const customers = await pair();
    const failing = new RegistryWriter(store.fork);
    failing.write = (change) => {
      const [customer] = change.customers;
      if (!customer) throw new Error('a customer is needed');
      // The second row of one id is refused after everything else of the customers was written.
      return RegistryWriter.prototype.write.call(failing, { ...change, customers: [...change.customers, customer] });
    };
    await expect(over(failing).merge({ customers, ...AGAIN }, 'u-1')).rejects.toThrow();
    expect(await stored()).toBe(before);
    expect(await rowsOf('select id from steward_decision union all select id from audit_event')).toEqual([]);
    expect((await over(writer).merge({ customers, ...AGAIN }, 'u-1')).userErrors).toEqual([]);
  });

  it('of two stewards at once are one decision and one conflict, where processes share a store also from two of them', async () => {
    const customers = await pair();
    // A store in a file belongs to one process.
    const both = [stewardship, engine.name === 'mysql' ? over(new RegistryWriter(store.fork)) : stewardship];
    const rulings = await Promise.all(both.map((each, i) => each.merge({ customers, ...AGAIN }, `u-${i}`)));
    const codes = rulings.map(({ userErrors }) => userErrors[0]?.code ?? null).sort();
    expect(codes).toEqual(['CONFLICT', null]);
    expect(await rowsOf('select kind from steward_decision')).toEqual([{ kind: 'MERGE' }]);
  });

  it('are followed by search, profiles and absorbed ids', async () => {
    const profiles = new OwnedProfileStore(store.fork, now, () => Promise.resolve());
    const parties = { apply: () => Promise.resolve([]) };
    const projection = new ProfileProjection(profiles, registry, parties, () => Promise.resolve(), now);
    await projection.settle();
    const [a, b] = await pair();
    if (!a || !b) throw new Error('two customers are needed');
    const since = new Date(now()).toISOString();
    const { decision } = await stewardship.merge({ customers: [a, b], ...AGAIN }, 'u-1');
    await projection.settle();
    const changed = async () =>
      (await profiles.page({ first: 10, after: null, changedSince: since })).rows.map(({ removed, sourceRecordCount }) => [
        removed,
        sourceRecordCount,
      ]);
    expect((await changed()).sort()).toEqual([
      [false, 2],
      [true, undefined],
    ]);
    const search = new SearchIndex(store.fork);
    const found = async (text: string) => (await search.find({ search: text, first: 10, after: null })).rows;
    expect(await found('长江印刷')).toEqual([[a.id, b.id].sort()[0]]);
    expect((await registry.byIds([a.id, b.id])).map((one) => one?.sourceRecords.length)).toEqual([2, 2]);
    await stewardship.undo({ decision: decision?.id ?? '', ...AGAIN }, 'u-1');
    await projection.settle();
    expect((await changed()).sort()).toEqual([
      [false, 1],
      [false, 1],
    ]);
    expect(await found('长江印刷')).toEqual([b.id]);
  });

  it('are restored, row by row, by taking them back in any order', async () => {
    const before = await stored();
    const step = fc.tuple(fc.constantFrom('merge', 'split', 'apart', 'pin'), fc.nat(100), fc.nat(100));
    const sequences = fc.sample(fc.array(step, { minLength: 3, maxLength: 6 }), { numRuns: 12, seed: 20260630 });
    for (const taken of sequences) {
      for (const [what, x, y] of taken) {
        const { rows } = await registry.page({ first: 100, after: null });
        const [a, b] = [rows[x % rows.length], rows[y % rows.length]];
        const record = a?.sourceRecords[y % a.sourceRecords.length];
        if (!a || !b || !record) throw new Error('there are always customers');
        if (what === 'merge') await stewardship.merge({ customers: [a, b], ...AGAIN }, 'u-1');
        else if (what === 'apart') await stewardship.keepApart({ customers: [a, b], ...AGAIN }, 'u-1');
        else if (what === 'split') await stewardship.split({ customer: a, records: [record], ...AGAIN }, 'u-1');
        else await stewardship.pin({ customer: a, field: 'name', record, ...AGAIN }, 'u-1');
      }
      for (const { id } of fc.sample(fc.shuffledSubarray([...(await decisions.open())], { minLength: 0 }), 1).flat())
        await stewardship.undo({ decision: id, ...AGAIN }, 'u-1');
      for (const { id } of await decisions.open()) await stewardship.undo({ decision: id, ...AGAIN }, 'u-1');
      expect((await stored()) === before).toBe(true);
    }
  });
});
