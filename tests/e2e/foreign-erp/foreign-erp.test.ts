import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { FOREIGN_ERP, loadForeignErp } from '../../fixtures/foreign-erp/load-foreign-erp';
import { startGraph, type Answer, type GraphUnderTest } from '../graph-under-test';

const NO_SOURCE = 'mysql://nobody:wrong@127.0.0.1:9/handel';

const start = (databaseUrl: string): Promise<GraphUnderTest> =>
  startGraph({
    sourcesFile: join(FOREIGN_ERP, 'sources.yaml'),
    sourceUrls: { handel: databaseUrl },
    businessDate: '2026-06-30',
  });

describeEngines('a database nobody here wrote, connected by a mapping file alone', (engine) => {
  let database: TestDatabase;
  let gateway: GraphUnderTest;

  beforeAll(async () => {
    database = await engine.create();
    await loadForeignErp(database);
    gateway = await start(database.url);
  });

  afterAll(async () => {
    await gateway.stop();
    await database.drop();
  });

  it('answers a customer with orders, invoices and what it owes; lines, which its mapping has not, are null', async () => {
    const { data, errors, extensions } = await gateway.ask(`{ customerBySource(system: "handel", key: "01|K-0001") {
      name taxNo phones
      orders(first: 2) { totalCount nodes { number total { amount currency } lines { gross { amount } } } pageInfo { hasNextPage } }
      salesSummary { orderCount orderTotals { amount currency } }
      receivables { balances { open { amount } overdue { amount } } unknownDocuments }
    } }`);
    expect(errors).toBeUndefined();
    expect(data.customerBySource).toEqual({
      name: 'Albers Maschinenbau GmbH',
      taxNo: 'DE123456789',
      phones: ['040-1234', '040-1235'],
      orders: {
        totalCount: 5,
        nodes: [
          { number: 'RT-1001', total: { amount: '-119.00', currency: 'EUR' }, lines: null },
          { number: 'AB-1004', total: { amount: '11781.00', currency: 'EUR' }, lines: null },
        ],
        pageInfo: { hasNextPage: true },
      },
      salesSummary: {
        orderCount: 4,
        orderTotals: [
          { amount: '1372.46', currency: 'EUR' },
          { amount: '297.00', currency: 'USD' },
        ],
      },
      receivables: { balances: [{ open: { amount: '554.14' }, overdue: { amount: '197.50' } }], unknownDocuments: 0 },
    });
    expect(extensions?.unavailable).toEqual([
      expect.objectContaining({ path: ['customerBySource', 'orders', 'nodes', 0, 'lines'], code: 'NOT_AVAILABLE' }),
      expect.objectContaining({ path: ['customerBySource', 'orders', 'nodes', 1, 'lines'], code: 'NOT_AVAILABLE' }),
    ]);
  });

  it('gives every customer the totals that plain SQL gives', async () => {
    const { data } = await gateway.ask(
      '{ customers(first: 50) { nodes { sourceRecords { key } salesSummary { orderCount orderTotals { amount currency } } } } }',
    );
    for (const { sourceRecords, salesSummary } of data.customers.nodes) {
      const customerNo = sourceRecords[0].key.split('|')[1];
      const rows = await database.rows(
        `SELECT b.waehrung AS currency, round(sum(t.cents * (100 + b.steuersatz)) / 10000, 2) AS total FROM belege b
         JOIN (SELECT belegart, belegnr, CASE WHEN belegart = 'RT' THEN -sum(menge * preis_cent) ELSE sum(menge * preis_cent) END AS cents
               FROM positionen WHERE mandant = '01' GROUP BY belegart, belegnr) t ON t.belegart = b.belegart AND t.belegnr = b.belegnr
         WHERE b.mandant = '01' AND b.belegart IN ('AB', 'RT') AND b.storno <> 'J' AND b.kdnr = ? AND b.waehrung IN ('EUR', 'USD') GROUP BY b.waehrung`,
        [customerNo],
      );
      const expected = Object.fromEntries(rows.map(({ currency, total }) => [String(currency), Number(total).toFixed(2)]));
      const shown = salesSummary.orderTotals.filter((total: { currency: string }) => total.currency !== 'DEM');
      expect(
        Object.fromEntries(shown.map((total: { amount: string; currency: string }) => [total.currency, total.amount])),
      ).toEqual(expected);
    }
    expect(data.customers.nodes).toHaveLength(3);
  });

  it('says why a value is null: an unknown currency, an unknown code, a value the source does not keep', async () => {
    const { data, errors, extensions } = await gateway.ask(
      '{ customerBySource(system: "handel", key: "01|K-0002") { orders { nodes { number status cost { amount } total { amount } } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.customerBySource.orders.nodes).toEqual([
      { number: 'AB-1006', status: 'OPEN', cost: null, total: null },
      { number: 'AB-1005', status: null, cost: null, total: { amount: '116.00' } },
    ]);
    expect(extensions?.unavailable).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          path: ['customerBySource', 'orders', 'nodes', 0, 'total'],
          code: 'UNKNOWN_CURRENCY',
          source: 'handel',
        }),
        expect.objectContaining({ path: ['customerBySource', 'orders', 'nodes', 1, 'status'], code: 'UNKNOWN_CODE' }),
        expect.objectContaining({ path: ['customerBySource', 'orders', 'nodes', 1, 'cost'], code: 'NOT_AVAILABLE' }),
      ]),
    );
  });

  it('pages through a list visiting each row once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: Answer = await gateway.ask(
        'query ($after: String) { customerBySource(system: "handel", key: "01|K-0001") { orders(first: 2, after: $after) { nodes { number } pageInfo { hasNextPage endCursor } } } }',
        { variables: { after } },
      );
      const { nodes, pageInfo } = data.customerBySource.orders;
      seen.push(...nodes.map(({ number }: { number: string }) => number));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(['RT-1001', 'AB-1004', 'AB-1003', 'AB-1002', 'AB-1001']);
  });

  it('sends as many statements for one customer as for a page of them, whatever the list sizes', async () => {
    const query = (customers: number, first: number) =>
      `{ customers(first: ${customers}) { nodes { name orders(first: ${first}) { nodes { number } } invoices(first: ${first}) { nodes { number } } receivables { unknownDocuments } salesSummary { orderCount } } } }`;
    const counts = [];
    for (const customers of [1, 10, 50]) for (const first of [1, 20]) counts.push(await gateway.counted(query(customers, first)));
    expect(counts).toEqual(Array(6).fill({ handel: 4 }));
  });

  it.each([
    ['page size 0', '{ customers(first: 0) { nodes { id } } }', 'BAD_USER_INPUT', 'ask for 1 to 100 rows'],
    ['page size 10,000', '{ customers(first: 10000) { nodes { id } } }', 'BAD_USER_INPUT', 'ask for 1 to 100 rows'],
    [
      'a broken cursor',
      '{ customers(first: 1, after: "nonsense") { nodes { id } } }',
      'BAD_CURSOR',
      'Start again without "after"',
    ],
    [
      'a broken list cursor',
      '{ customerBySource(system: "handel", key: "01|K-0001") { orders(after: "eyJ2IjoxfQ") { nodes { id } } } }',
      'BAD_CURSOR',
      'Start again without "after"',
    ],
  ])('refuses %s in words', async (_claim, query, code, words) => {
    const { errors } = await gateway.ask(query);
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(errors?.[0]?.message).toContain(words);
  });

  it('answers null for an unknown id', async () => {
    const { data, errors } = await gateway.ask(
      '{ customer(id: "cus_none") { id } customerBySource(system: "handel", key: "01|K-9999") { id } contract(ref: "none") { id } }',
    );
    expect([data, errors]).toEqual([{ customer: null, customerBySource: null, contract: null }, undefined]);
  });

  it('answers nobody without a token but __typename', async () => {
    expect((await gateway.ask('{ __typename }', { role: null })).data).toEqual({ __typename: 'Query' });
    const refused = await gateway.ask('{ customers { nodes { id } } }', { role: null });
    expect([refused.status, refused.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it.each([
    ['PARTNER', '{ customers { nodes { id } } }', 'DOCUMENT_REQUIRED'],
    ['BI', '{ customers { nodes { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['BI', '{ myContracts { nodes { ref } } }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('refuses %s what is not granted: %s', async (role, query, code) => {
    const { errors, data } = await gateway.ask(query, { role });
    expect([errors?.[0]?.extensions.code, data]).toEqual([code, undefined]);
  });
});

it('keeps answering when a source goes away: its fields are null with SOURCE_UNAVAILABLE and the report says so', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'handel-'));
  const file = join(dataDir, 'handel.db');
  const database = new Database(file);
  for (const name of ['schema.sql', 'rows.sql']) database.exec(readFileSync(join(FOREIGN_ERP, name), 'utf8'));
  database.close();
  const gateway = await start(`file:${file}`);
  rmSync(file);
  const { data, errors, extensions } = await gateway.ask(
    '{ customers(first: 2) { nodes { name orders { nodes { number } } } } }',
  );
  expect(data.customers.nodes).toEqual([
    { name: 'Albers Maschinenbau GmbH', orders: null },
    { name: 'Brandt & Co', orders: null },
  ]);
  expect(errors?.map(({ path, extensions: { code, source } }) => ({ path, code, source }))).toEqual([
    { path: ['customers', 'nodes', 0, 'orders'], code: 'SOURCE_UNAVAILABLE', source: 'handel' },
    { path: ['customers', 'nodes', 1, 'orders'], code: 'SOURCE_UNAVAILABLE', source: 'handel' },
  ]);
  expect(extensions?.sources).toEqual([expect.objectContaining({ name: 'handel', status: 'UNAVAILABLE' })]);
  await gateway.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

it('starts although a source does not answer, and says which', async () => {
  const gateway = await start(NO_SOURCE);
  expect(gateway.problems).toEqual([expect.stringContaining('Source handel did not answer')]);
  await gateway.stop();
});
