import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { mysqlServerUrl } from '#testing/mysql';
import { AS_OF } from '../../../demo/as-of';
import { SYSTEMS, type System } from '../../../demo/ddl/table-definition';
import { startGraph, type Answer, type GraphUnderTest } from '../graph-under-test';
import { createEmbedded, createMysql, type DemoDatabases, type Urls } from './demo-databases';
import { openProxy, type Proxy } from './proxy';

// Starts servers and reads thousands of values: a busy machine takes its time.
jest.setTimeout(240_000);

/** The first party is a key account: it is in all four systems. */
const PARTIES = 41;
const SOURCES = join(__dirname, '../../../demo/sources.yaml');
const MAPPED: Readonly<Record<System, readonly string[]>> = {
  finance: ['invoices', 'receipts', 'receivables'],
  sales: ['contracts', 'orders', 'opportunities', 'salesSummary'],
  tickets: ['tickets', 'serviceSummary'],
  pms: ['guestProfiles', 'stays', 'staySummary', 'preferences'],
};
const FIELDS = Object.values(MAPPED).flat();
const QUERY = `{ customerBySource(system: "finance", key: "001|0000000001") { name sourceRecords { system key }
  invoices(first: 2) { nodes { number } } receipts(first: 2) { nodes { number } } receivables { unknownDocuments }
  contracts(first: 2) { nodes { number } } orders(first: 2) { nodes { number } } opportunities(first: 2) { nodes { name } }
  salesSummary { orderCount } tickets(first: 2) { nodes { number } } serviceSummary { ticketCount }
  guestProfiles { name } stays(first: 2) { nodes { account } } staySummary { nights } preferences { code }
} }`;

const start = (sourceUrls: Urls): Promise<GraphUnderTest> =>
  startGraph({ sourcesFile: SOURCES, sourceUrls, businessDate: AS_OF });

/** The rest answers as before; what the source knows is null with the error, and the report names the source. */
function expectMissing(system: System, answer: Answer, whole: Answer): void {
  const customer = answer.data.customerBySource;
  const gone = Object.fromEntries(MAPPED[system].map((field) => [field, null]));
  expect(customer).toEqual({ ...whole.data.customerBySource, ...gone });
  const errors = (answer.errors ?? []).map(({ path, extensions: { code, source } }) => ({ path, code, source }));
  const expected = MAPPED[system].map((field) => ({
    path: ['customerBySource', field],
    code: 'SOURCE_UNAVAILABLE',
    source: system,
  }));
  expect(errors).toHaveLength(expected.length);
  expect(errors).toEqual(expect.arrayContaining(expected));
  const statuses = new Map((answer.extensions?.sources ?? []).map(({ name, status }) => [name, status]));
  expect(statuses.get(system)).toBe('UNAVAILABLE');
  for (const other of SYSTEMS.filter((each) => each !== system && statuses.has(each))) expect(statuses.get(other)).toBe('OK');
}

async function wholeAnswer(graph: GraphUnderTest): Promise<Answer> {
  const whole = await graph.ask(QUERY);
  expect(whole.errors).toBeUndefined();
  for (const field of FIELDS) expect(whole.data.customerBySource[field]).not.toBeNull();
  return whole;
}

describe('a system whose file is gone', () => {
  let databases: DemoDatabases;
  let graph: GraphUnderTest;
  let whole: Answer;

  beforeAll(async () => {
    databases = await createEmbedded(PARTIES);
    graph = await start(databases.urls);
    whole = await wholeAnswer(graph);
  });

  afterAll(async () => {
    await graph?.stop();
    await databases?.drop();
  });

  it.each(SYSTEMS)('costs its own fields only, and they come back with the file: %s', async (system) => {
    const file = databases.urls[system].slice('file:'.length);
    renameSync(file, `${file}.away`);
    expectMissing(system, await graph.ask(QUERY), whole);
    renameSync(`${file}.away`, file);
    expect((await graph.ask(QUERY)).data).toEqual(whole.data);
  });
});

const server = mysqlServerUrl();
(server ? describe : describe.skip)('a system on a server', () => {
  let databases: DemoDatabases;
  let graph: GraphUnderTest;
  let whole: Answer;
  const proxies = new Map<System, Proxy>();
  const user = (system: System): string => `reader_${system}_${process.pid}`;

  const asRoot = async (sql: string): Promise<void> => {
    const connection = await createConnection({ uri: server ?? '' });
    await connection.query(sql);
    await connection.end();
  };

  beforeAll(async () => {
    databases = await createMysql(server ?? '', PARTIES);
    const urls: Record<string, string> = {};
    for (const system of SYSTEMS) {
      const url = new URL(databases.urls[system]);
      const proxy = await openProxy(url.hostname, Number(url.port || 3306));
      proxies.set(system, proxy);
      await asRoot(`create user '${user(system)}'@'%' identified by 'right'`);
      await asRoot(`grant select on \`${url.pathname.slice(1)}\`.* to '${user(system)}'@'%'`);
      urls[system] = `mysql://${user(system)}:right@127.0.0.1:${proxy.port}${url.pathname}`;
    }
    graph = await start(urls as Urls);
    whole = await wholeAnswer(graph);
  });

  afterAll(async () => {
    await graph?.stop();
    for (const system of SYSTEMS) {
      await proxies.get(system)?.close();
      await asRoot(`drop user if exists '${user(system)}'@'%'`);
    }
    await databases?.drop();
  });

  it.each(SYSTEMS)('costs its own fields only when its server has stopped, and comes back: %s', async (system) => {
    await proxies.get(system)?.close();
    expectMissing(system, await graph.ask(QUERY), whole);
    await proxies.get(system)?.reopen();
    expect((await graph.ask(QUERY)).data).toEqual(whole.data);
  });

  it.each(SYSTEMS)(
    'costs its own fields only when its password is wrong, and no answer tells the user or the host: %s',
    async (system) => {
      await asRoot(`alter user '${user(system)}'@'%' identified by 'other'`);
      proxies.get(system)?.dropConnections();
      const answer = await graph.ask(QUERY);
      expectMissing(system, answer, whole);
      expect(JSON.stringify(answer)).not.toMatch(/reader_|127\.0\.0\.1|Access denied/);
      await asRoot(`alter user '${user(system)}'@'%' identified by 'right'`);
      expect((await graph.ask(QUERY)).data).toEqual(whole.data);
    },
  );
});
