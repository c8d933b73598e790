import { pino } from 'pino';
import type { SourceKey } from '#core/source-key';
import { openStore, type Store } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { OwnedProfileStore } from '../customer-profile/customer-profile.store';
import { matchingOver } from '../registry/fixtures/matching-over';
import { aPartyRecord } from '../registry/fixtures/party-records';
import type { PartyRecord } from '../registry/party-record';
import { PartyUpdates } from '../registry/party-updates';
import { RegistryStore } from '../registry/registry.store';
import { SearchIndex } from '../search/search-index.store';
import { customersStore } from '../store';
import { OwnedTimeline } from '../timeline/timeline.store';
import { createWorker } from './create-worker';
import { FakeFeeds } from './fixtures/fake-feeds';
import { FakeSources } from './fixtures/fake-sources';
import type { Worker } from './worker';

const noLog = pino({ level: 'silent' });
const QUERY = { kinds: null, from: null, to: null, first: 100, after: null };
describeEngines('the worker', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let registry: RegistryStore;
  let feeds: FakeFeeds;
  let updates: PartyUpdates;
  let sources: FakeSources;
  let applied: SourceKey[][];
  let now: number;
  let worker: Worker;
  let orders: string;
  let records: string;

  const workerOf = (holder: string, alone = false): Worker =>
    createWorker({
      store,
      registry,
      holder,
      alone,
      parties: {
        apply: (keys) => {
          applied.push([...keys]);
          return updates.apply(keys);
        },
        follow: () => Promise.resolve(0),
      },
      sources: new Map([['sales', feeds]]),
      now: () => now,
      pause: () => Promise.resolve(),
      intervals: { everyMs: 5000, atMostMs: 60_000 },
      log: noLog,
    });

  const cycle = async (laterMs = 5000): Promise<boolean> => {
    now += laterMs;
    return worker.cycle();
  };
  const titlesOf = async (key: string): Promise<(string | null)[]> => {
    const [customer] = await registry.bySource([{ system: 'sales', key }]);
    const [page] = customer ? await new OwnedTimeline(store.fork).pages([customer.id], QUERY) : [];
    return (page?.rows ?? []).map(({ title, status }) => (status === null ? title : `${title} ${status}`));
  };
  const profiles = () =>
    new OwnedProfileStore(
      store.fork,
      () => now,
      () => Promise.resolve(),
    );
  const profilesSince = async (changedSince: string | null) =>
    (await profiles().page({ first: 100, after: null, changedSince })).rows;
  const party = (key: string, more: Partial<PartyRecord> = {}): void => {
    sources.parties.push(aPartyRecord({ system: 'sales', key, name: key, ...more }));
    feeds.put(records, key, { title: JSON.stringify(more) });
  };

  beforeEach(async () => {
    now = Date.UTC(2026, 5, 30);
    database = await engine.create();
    store = await openStore(customersStore, database.url);
    registry = new RegistryStore(store.fork);
    feeds = new FakeFeeds();
    applied = [];
    sources = new FakeSources();
    updates = new PartyUpdates(() => Promise.resolve(sources.opened()), matchingOver(store), noLog);
    records = feeds.add('PARTY', 'sales', 'Party');
    orders = feeds.add('ACTIVITY', 'sales', 'Order');
    worker = workerOf('first');
    party('1');
    party('2');
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  it('brings new party records to the registry while it runs, and their profiles', async () => {
    await cycle();
    expect((await profilesSince(null)).map(({ removed }) => removed)).toEqual([false, false]);
    party('3');
    await cycle();
    expect((await registry.bySource([{ system: 'sales', key: '3' }]))[0]?.name).toBe('3');
    expect(await profilesSince(null)).toHaveLength(3);
    expect(applied).toHaveLength(2);
    expect(applied[1]).toEqual([{ system: 'sales', key: '3' }]);
  });

  it('follows the records of the other sources while one is down, and its own when it is back', async () => {
    const books = feeds.add('PARTY', 'finance', 'Party');
    await cycle();
    sources.silent.add('finance');
    sources.parties.push(aPartyRecord({ system: 'finance', key: '7', name: '7' }));
    feeds.put(books, '7');
    party('3');
    await cycle();
    const known = async (system: string, key: string) => (await registry.bySource([{ system, key }]))[0]?.name ?? null;
    expect([await known('sales', '3'), await known('finance', '7')]).toEqual(['3', null]);
    sources.silent.clear();
    await cycle();
    expect(await known('finance', '7')).toBe('7');
  });

  it('finds a customer by the number of a new contract, and by those known while contracts cannot be read', async () => {
    const feed = feeds.add('CONTRACT_STATUS', 'sales', 'Contract');
    const found = async (search: string) =>
      (await new SearchIndex(store.fork).find({ search, first: 10, after: null })).rows.length;
    await cycle();
    sources.contracts.set('1', ['HT-2026-0001']);
    feeds.put(feed, 'k', { kind: 'CONTRACT', party: { system: 'sales', key: '1' }, status: 'SIGNED' });
    await cycle(60_000);
    expect(await found('HT-2026-0001')).toBe(1);
    sources.silent.add('contracts');
    sources.parties = sources.parties.map((record) => ({ ...record, level: 'A' }));
    feeds.put(records, '1', { title: 'A' });
    await cycle();
    expect(await found('HT-2026-0001')).toBe(1);
  });

  it('takes a record that is gone out of the registry, with its profile', async () => {
    await cycle();
    const since = new Date(now + 1).toISOString();
    sources.parties = sources.parties.filter(({ key }) => key !== '2');
    feeds.tables.get(records)?.delete('2');
    await cycle(60_000);
    expect(await registry.bySource([{ system: 'sales', key: '2' }])).toEqual([null]);
    expect((await profilesSince(since)).map(({ removed }) => removed)).toEqual([true]);
  });

  it('shows a row that is inserted, changed or deleted within one interval', async () => {
    feeds.put(orders, 'a');
    await cycle();
    expect(await titlesOf('1')).toEqual(['a']);
    feeds.put(orders, 'b', { occurredOn: '2026-06-02' });
    await cycle();
    expect(await titlesOf('1')).toEqual(['b', 'a']);
    feeds.put(orders, 'a', { title: 'changed' });
    await cycle();
    expect(await titlesOf('1')).toEqual(['b', 'changed']);
    feeds.tables.get(orders)?.delete('b');
    await cycle(60_000);
    expect(await titlesOf('1')).toEqual(['changed']);
  });

  it('finds a change without a mark when all rows are compared, and not before', async () => {
    feeds.put(orders, 'a');
    await cycle();
    feeds.put(orders, 'a', { title: 'quiet' }, false);
    await cycle();
    expect(await titlesOf('1')).toEqual(['a']);
    await cycle(60_000);
    expect(await titlesOf('1')).toEqual(['quiet']);
  });

  it('moves an entry to another customer when its row does', async () => {
    feeds.put(orders, 'a');
    await cycle();
    feeds.put(orders, 'a', { party: { system: 'sales', key: '2' } });
    await cycle();
    expect([await titlesOf('1'), await titlesOf('2')]).toEqual([[], ['a']]);
    expect((await profilesSince(null)).map(({ activityCount }) => activityCount).sort()).toEqual([0, 1]);
  });

  it('keeps the statuses a contract was in, until the contract is gone', async () => {
    const contracts = feeds.add('CONTRACT_STATUS', 'sales', 'Contract');
    feeds.put(contracts, 'k', { kind: 'CONTRACT', status: 'SIGNED' });
    await cycle();
    feeds.put(contracts, 'k', { kind: 'CONTRACT', status: 'ACTIVE', occurredOn: '2026-06-05' });
    await cycle();
    expect(await titlesOf('1')).toEqual(['k ACTIVE', 'k SIGNED']);
    feeds.tables.get(contracts)?.delete('k');
    await cycle();
    expect(await titlesOf('1')).toEqual([]);
  });

  it('does nothing with a row that comes again as it was, also after the cursor was lost', async () => {
    for (let i = 0; i < 450; i += 1) feeds.put(orders, `o${i}`);
    await cycle();
    const before = await titlesOf('1');
    const since = new Date(now + 1).toISOString();
    feeds.asked.length = 0;
    feeds.epoch += 1;
    await cycle();
    await cycle(3_600_000);
    expect(feeds.asked.filter((question) => question.startsWith('activities'))).toEqual([]);
    expect(await titlesOf('1')).toEqual(before);
    expect(await profilesSince(since)).toEqual([]);
  });

  it('reads each row once at first and after another mapping, and then what changed since it began to', async () => {
    const asked = async () => {
      feeds.asked.length = 0;
      await cycle();
      return feeds.asked.filter((question) => question.endsWith(orders) && !question.startsWith('support'));
    };
    feeds.put(orders, 'a');
    expect(await asked()).toEqual([`newest ${orders}`, `rows ${orders}`]);
    expect(await asked()).toEqual([`changes ${orders}`]);
    feeds.epoch += 1;
    expect(await asked()).toEqual([`changes ${orders}`, `newest ${orders}`, `rows ${orders}`]);
    expect(await asked()).toEqual([`changes ${orders}`]);
  });

  it('leaves a feed that fails alone for longer each time, while the others go on', async () => {
    const invoices = feeds.add('ACTIVITY', 'finance', 'Invoice');
    feeds.down.add(invoices);
    feeds.put(orders, 'a');
    await cycle();
    expect(await titlesOf('1')).toEqual(['a']);
    const failures = async () => (await worker.lags()).find(({ feed }) => feed === `sales:${invoices}`);
    expect(await failures()).toEqual({ feed: `sales:${invoices}`, seconds: null, failures: 1 });
    await cycle(4000);
    expect((await failures())?.failures).toBe(1);
    await cycle(1000);
    expect((await failures())?.failures).toBe(2);
    await cycle(5000);
    expect((await failures())?.failures).toBe(2);
    feeds.down.clear();
    feeds.put(invoices, 'i', { kind: 'INVOICE', occurredOn: '2026-06-03' });
    await cycle(5000);
    expect(await titlesOf('1')).toEqual(['i', 'a']);
    expect(await failures()).toMatchObject({ seconds: 0, failures: 0 });
  });

  it('counts no activity before every feed has been read, rather than too few', async () => {
    const invoices = feeds.add('ACTIVITY', 'finance', 'Invoice');
    feeds.down.add(invoices);
    feeds.put(orders, 'a');
    await cycle();
    expect((await profilesSince(null)).map(({ activityCount }) => activityCount)).toEqual([null, null]);
    expect(await profiles().asOf()).toEqual([
      { system: 'finance', asOf: null },
      { system: 'sales', asOf: new Date(now).toISOString() },
    ]);
    feeds.down.clear();
    await cycle(10_000);
    expect((await profilesSince(null)).map(({ activityCount }) => activityCount).sort()).toEqual([0, 1]);
  });

  it('names the profiles that changed since an instant, and those of absorbed customers as removed', async () => {
    await cycle();
    const since = new Date(now + 1).toISOString();
    await cycle();
    expect(await profilesSince(since)).toEqual([]);
    const code = '91350100M000100Y43';
    sources.parties = sources.parties.map((record) => ({ ...record, taxNo: code }));
    for (const key of ['1', '2']) feeds.put(records, key, { title: code });
    feeds.put(orders, 'a', { party: { system: 'sales', key: '2' } });
    await cycle();
    const changed = await profilesSince(since);
    expect(changed.map(({ removed, sourceRecordCount, activityCount }) => [removed, sourceRecordCount, activityCount])).toEqual(
      expect.arrayContaining([
        [false, 2, 1],
        [true, undefined, undefined],
      ]),
    );
    expect(await titlesOf('1')).toEqual(['a']);
    expect(await profilesSince(null)).toHaveLength(1);
  });

  it('works one at a time: a second worker waits until the first is done or silent', async () => {
    const second = workerOf('second');
    expect(await cycle()).toBe(true);
    expect(await second.cycle()).toBe(false);
    await worker.stop();
    expect(await second.cycle()).toBe(true);
    expect(await cycle()).toBe(false);
    now += 60_000;
    expect(await worker.cycle()).toBe(true);
  });

  it('cannot write any more once another worker has taken over', async () => {
    await cycle();
    feeds.put(orders, 'a');
    const ask = feeds.changes.bind(feeds);
    feeds.changes = async (feed, page) => {
      feeds.changes = ask;
      now += 60_000;
      expect(await workerOf('second').cycle()).toBe(true);
      feeds.put(orders, 'a', { title: 'late' });
      return ask(feed, page);
    };
    expect(await cycle()).toBe(false);
    expect(await titlesOf('1')).toEqual(['a']);
  });

  it('alone with its store takes the work over from a process that is gone', async () => {
    await cycle();
    expect(await workerOf('second', true).cycle()).toBe(true);
  });
});
