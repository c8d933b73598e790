import { pino } from 'pino';
import { openStore, type Store } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { matchingOver } from '../registry/fixtures/matching-over';
import { aPartyRecord } from '../registry/fixtures/party-records';
import { PartyUpdates } from '../registry/party-updates';
import { RegistryStore } from '../registry/registry.store';
import { customersStore } from '../store';
import { createWorker } from './create-worker';
import { FakeFeeds } from './fixtures/fake-feeds';
import { FakeSources } from './fixtures/fake-sources';
import type { Worker } from './worker';

/** Statements of a cycle over two feeds that finds nothing. */
const QUIET = 9;
/** Statements of a cycle that finds one changed row of a party. */
const ONE_ROW = 47;
/** A server is asked for the lock that keeps other processes from the registry, its name and its return. */
const LOCK = 3;
const REFUSE = {
  sqlite: "begin select raise(abort, 'refused'); end",
  mysql: "for each row signal sqlstate '45000' set message_text = 'refused'",
};
const noLog = pino({ level: 'silent' });

describeEngines('a cycle of the worker', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let feeds: FakeFeeds;
  let sources: FakeSources;
  let now: number;
  let worker: Worker;
  let records: string;
  let orders: string;
  let statements: string[];

  const cycle = async (): Promise<void> => {
    now += 5000;
    [statements, feeds.asked.length] = [[], 0];
    expect(await worker.cycle()).toBe(true);
  };
  const named = (name: string): string => `Albers ${name}`;
  const party = (key: string, name = named(key), isMarked = true): void => {
    const record = aPartyRecord({ system: 'sales', key, name, level: name });
    sources.parties = [...sources.parties.filter((known) => known.key !== key), record];
    feeds.put(records, key, { title: name }, isMarked);
  };
  const commits = (): number => statements.filter((sql) => sql.startsWith('commit')).length;
  const nameOf = async (key: string) => (await new RegistryStore(store.fork).bySource([{ system: 'sales', key }]))[0]?.name;
  const profilesOf = (key: string) =>
    database.rows(
      'select p.changed_at from customer_profile p join source_record r on r.customer_id = p.customer_id where r.source_key = ?',
      [key],
    );

  beforeEach(async () => {
    now = Date.UTC(2026, 5, 30);
    database = await engine.create();
    store = await openStore(customersStore, database.url);
    statements = [];
    store.knex.on('query', ({ sql }: { readonly sql: string }) => statements.push(sql.trim().toLowerCase()));
    feeds = new FakeFeeds();
    sources = new FakeSources();
    records = feeds.add('PARTY', 'sales', 'Party');
    orders = feeds.add('ACTIVITY', 'sales', 'Order');
    const updates = new PartyUpdates(() => Promise.resolve(sources.opened()), matchingOver(store), noLog);
    worker = createWorker({
      store,
      registry: new RegistryStore(store.fork),
      holder: 'first',
      alone: false,
      parties: { apply: (keys) => updates.apply(keys), follow: () => Promise.resolve(0) },
      sources: new Map([['sales', feeds]]),
      now: () => now,
      pause: () => Promise.resolve(),
      intervals: { everyMs: 5000, atMostMs: 3_600_000 },
      log: noLog,
    });
    for (let i = 0; i < 20; i += 1) party(String(i));
    feeds.put(orders, 'a');
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  it('that finds nothing asks each feed once, looks its rows up once, and writes nothing', async () => {
    await cycle();
    await cycle();
    expect(feeds.asked).toEqual([`changes ${records}`, `changes ${orders}`]);
    expect(statements.filter((sql) => sql.includes('known_row'))).toHaveLength(2);
    expect(statements.filter((sql) => !sql.startsWith('select'))).toEqual([]);
    expect(statements).toHaveLength(QUIET);
  });

  it('notes every fifteen seconds that it looked, in one write for all feeds, and knows it at once', async () => {
    const noted = async () =>
      (await database.rows('select distinct looked_at from feed_progress', [])).map((row) => row.looked_at);
    await cycle();
    const first = now;
    for (const later of [5000, 10_000]) {
      await cycle();
      expect(now).toBe(first + later);
      expect(await noted()).toEqual([new Date(first).toISOString()]);
      expect((await worker.lags()).map(({ seconds }) => seconds)).toEqual([0, 0]);
    }
    await cycle();
    expect(await noted()).toEqual([new Date(now).toISOString()]);
    const writes = statements
      .filter((sql) => /^(insert|update|delete)/.test(sql))
      .map((sql) => sql.split(' ').slice(0, 2).join(' '));
    expect(writes).toEqual(['update worker_lease', 'update feed_progress']);
  });

  it('that finds nothing costs the same with more rows, and one look-up for each feed more', async () => {
    for (let i = 0; i < 150; i += 1) feeds.put(orders, `o${i}`);
    for (const type of ['Quote', 'Invoice', 'Visit']) feeds.put(feeds.add('ACTIVITY', 'sales', type), type);
    await cycle();
    await cycle();
    expect(statements).toHaveLength(QUIET + 3);
  });

  it('that reads many pages of what it knows notes now and then how far it is, and at the end', async () => {
    for (let i = 0; i < 5200; i += 1) feeds.put(orders, `o${i}`);
    await cycle();
    await cycle();
    expect(feeds.asked.filter((question) => question === `changes ${orders}`).length).toBeGreaterThan(25);
    const notes = statements.filter((sql) => sql.startsWith('insert into feed_progress'));
    expect(notes.map((sql) => [sql.includes(records.toLowerCase()), sql.includes(orders.toLowerCase())])).toEqual([
      [false, true],
      [false, true],
    ]);
    expect(commits()).toBe(2);
  });

  it.each([0, 300])('that finds one changed row makes three transactions of it, with %i records more as well', async (more) => {
    // Those that changed long ago: found by comparing alone.
    for (let i = 0; i < more; i += 1) party(`m${i}`, `${i} Borg ${i}`, false);
    await cycle();
    party('8', 'Yards');
    await cycle();
    party('7', 'Zander');
    await cycle();
    expect(commits()).toBe(3);
    expect(statements).toHaveLength(ONE_ROW + (engine.name === 'mysql' ? LOCK : 0));
    expect(feeds.asked).toEqual([`changes ${records}`, `changes ${orders}`]);
    expect(await nameOf('7')).toBe('Zander');
  });

  it('takes a changed row up again where its profile could not be written, and does nothing twice', async () => {
    await cycle();
    party('7', 'Zander');
    await database.run(`create trigger refused before insert on customer_profile ${REFUSE[engine.name]};`);
    now += 5000;
    await expect(worker.cycle()).rejects.toThrow();
    await database.run('drop trigger refused;');
    expect(await nameOf('7')).toBe('Zander');
    await cycle();
    expect(await profilesOf('7')).toEqual([{ changed_at: new Date(now).toISOString() }]);
    expect(await database.rows('select kind from pending_change', [])).toEqual([]);
    await cycle();
    expect(statements.filter((sql) => /^(insert|delete)/.test(sql))).toEqual([]);
  });

  it('that cannot write down what it found leaves the cursor of the feed where it was', async () => {
    const cursor = async () =>
      (await database.rows('select after_cursor from feed_progress where feed = ?', [`sales:${records}`]))[0]?.after_cursor;
    await cycle();
    expect(await cursor()).toBe('1 ');
    feeds.epoch += 1;
    party('7', 'Zander');
    await database.run('alter table pending_change rename to elsewhere;');
    now += 5000;
    await expect(worker.cycle()).rejects.toThrow();
    expect(await cursor()).toBe('1 ');
    await database.run('alter table elsewhere rename to pending_change;');
    await cycle();
    expect([await cursor(), await nameOf('7')]).toEqual(['2 ', 'Zander']);
  });
});
