import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { FeedRow } from '#core/feed';
import { encodeRowId } from '#core/source-key';
import { openCatalog, type LegacyCatalog } from '#legacy/source/legacy-catalog';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { FeedClient } from './feed-client';
import { feedSchema } from './feed-schema';
import { quietTelemetry } from '../telemetry';
import { inProcessFeed } from './in-process-feed';
import { activityFeed, PARTY_FEED } from './legacy-feed';

const MAPPING = `
source: { id: shop, timezone: Asia/Shanghai, currency: CNY }
rows:
  Party:
    from: CUST c
    key: c.ID
    fields: { name: c.NAME }
  Order:
    from: ORD o
    key: o.ID
    fields: { number: o.NO, customer: { ref: Party, from: o.CUST }, orderedOn: o.DAY, total: o.AMT }
    changes: { by: o.VERSION, as: int, compare: P1D }
  Contract:
    from: CTR c
    key: c.ID
    fields: { number: c.ID, customer: { ref: Party, from: c.CUST }, endsOn: c.ENDS }
    changes: { by: c.VERSION, as: int, compare: P1D }
`;
const TABLES = `
create table CUST (ID varchar(10) not null primary key, NAME varchar(20));
create table ORD (ID int not null primary key, NO varchar(10), CUST varchar(10), DAY date, AMT decimal(12,2), VERSION int);
create table CTR (ID varchar(10) not null primary key, CUST varchar(10), ENDS date, VERSION int);
insert into CUST values ('a', 'Anna'), ('b', 'Bert');
insert into ORD values (1, 'O-1', 'a', '2026-06-01', 10, 1), (2, 'O-2', 'b', '2026-06-02', 20.5, 2), (3, 'O-3', null, null, null, 3);
insert into CTR values ('k', 'a', '2026-06-30', 1);
`;
const ORDERS = activityFeed({
  type: 'Order',
  kind: 'ORDER',
  fields: ['number', 'customer', 'orderedOn', 'total'],
  describe: ({ number, customer, orderedOn, total }) => ({
    party: customer,
    occurredOn: orderedOn,
    occurredAt: null,
    title: number,
    status: null,
    amount: total,
  }),
});
const CONTRACTS = activityFeed({
  type: 'Contract',
  kind: 'CONTRACT',
  feed: 'CONTRACT_STATUS',
  fields: ['customer', 'endsOn'],
  describe: ({ customer, endsOn }, today) => ({
    party: customer,
    occurredOn: endsOn,
    occurredAt: null,
    title: null,
    status: endsOn !== null && endsOn < today ? 'ENDED' : 'ACTIVE',
    amount: null,
  }),
});

describeEngines('the feeds of a subgraph', (engine) => {
  const directory = mkdtempSync(join(tmpdir(), 'feeds-'));
  let database: TestDatabase;
  let catalog: LegacyCatalog;
  let today: string;
  let client: FeedClient;

  beforeEach(async () => {
    today = '2026-06-30';
    database = await engine.create();
    await database.run(TABLES);
    writeFileSync(join(directory, 'shop.mapping.yaml'), MAPPING);
    writeFileSync(join(directory, 'sources.yaml'), 'sources: [{ mapping: shop.mapping.yaml, subgraphs: [sales] }]\n');
    catalog = await openCatalog({ sourcesFile: join(directory, 'sources.yaml'), urlFor: () => database.url });
    const schema = feedSchema('sales', catalog, [PARTY_FEED, ORDERS, CONTRACTS]);
    client = new FeedClient(inProcessFeed(schema, () => today, quietTelemetry(pino({ level: 'silent' }))));
  });
  afterEach(async () => {
    await catalog.close();
    await database.drop();
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  async function all(read: 'changes' | 'rows', feed: string, after: string | null = null, first = 2) {
    const rows: FeedRow[] = [];
    for (let cursor = after; ;) {
      const page = await client[read](feed, { after: cursor, first });
      rows.push(...page.rows);
      cursor = page.cursor;
      if (page.isComplete) return { rows, keys: rows.map(({ key }) => key), cursor };
    }
  }

  it('are one for each type and source', async () => {
    expect(await client.feeds()).toEqual([
      { name: 'PARTY:shop:Party', kind: 'PARTY', system: 'shop', type: 'Party' },
      { name: 'ACTIVITY:shop:Order', kind: 'ACTIVITY', system: 'shop', type: 'Order' },
      { name: 'CONTRACT_STATUS:shop:Contract', kind: 'CONTRACT_STATUS', system: 'shop', type: 'Contract' },
    ]);
  });

  it('say how their changes are found', async () => {
    expect(await client.support('PARTY:shop:Party')).toEqual({ hasWatermark: false, compareEveryMs: null });
    expect(await client.support('ACTIVITY:shop:Order')).toEqual({ hasWatermark: true, compareEveryMs: 86_400_000 });
    // A status changes by the day, and the day marks no row.
    expect(await client.support('CONTRACT_STATUS:shop:Contract')).toMatchObject({ hasWatermark: false });
  });

  it('tell what changed since a look, page by page', async () => {
    const first = await all('changes', 'ACTIVITY:shop:Order');
    expect(first.keys).toEqual(['1', '2', '3']);
    await database.run("update ORD set NO = 'O-1a', VERSION = 9 where ID = 1;");
    const second = await all('changes', 'ACTIVITY:shop:Order', first.cursor);
    expect(second.keys).toContain('1');
    expect(second.rows.find(({ key }) => key === '1')?.hash).not.toBe(first.rows[0]?.hash);
  });

  it('give all rows to compare, with the same hashes as a look', async () => {
    expect((await all('rows', 'ACTIVITY:shop:Order')).rows).toEqual((await all('changes', 'ACTIVITY:shop:Order')).rows);
    expect((await all('rows', 'PARTY:shop:Party', null, 1)).keys).toEqual(['a', 'b']);
  });

  it('say what rows mean, and which are gone', async () => {
    const [order, gone, unknown] = await client.activities('ACTIVITY:shop:Order', ['2', '9', '3']);
    expect(order).toEqual({
      key: '2',
      kind: 'ORDER',
      party: { system: 'shop', key: 'b' },
      occurredOn: '2026-06-02',
      occurredAt: null,
      title: 'O-2',
      status: null,
      amount: { amount: '20.50', currency: 'CNY' },
      subject: encodeRowId('shop', 'Order', '2'),
    });
    expect(gone).toBeNull();
    expect(unknown).toMatchObject({ party: null, occurredOn: null });
  });

  it('see a status that the day alone has changed', async () => {
    const feed = 'CONTRACT_STATUS:shop:Contract';
    const before = await all('rows', feed);
    expect((await all('rows', feed)).rows).toEqual(before.rows);
    today = '2026-07-01';
    expect((await all('rows', feed)).rows).not.toEqual(before.rows);
    expect(await client.activities(feed, ['k'])).toMatchObject([{ status: 'ENDED' }]);
  });

  it('refuse a cursor of another feed, and say which source is down', async () => {
    const { cursor } = await all('changes', 'ACTIVITY:shop:Order');
    await expect(client.rows('PARTY:shop:Party', { after: cursor, first: 1 })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
    await database.run('drop table ORD;');
    await expect(client.rows('ACTIVITY:shop:Order', { after: null, first: 1 })).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
  });
});
