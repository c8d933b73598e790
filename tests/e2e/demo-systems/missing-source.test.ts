import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { openFaultProxy, type FaultProxy } from '#testing/fault-proxy';
import { mysqlServerUrl } from '#testing/mysql';
import { AS_OF } from '../../../demo/as-of';
import { SYSTEMS, type System } from '../../../demo/ddl/table-definition';
import { startGraph, type Answer, type GraphUnderTest } from '../graph-under-test';
import { expectLoss, FEW_PARTIES, FIELDS_OF, firstWhole, QUERY, type Loss } from '../../faults/one-customer';
import { createEmbedded, createMysql, type DemoDatabases, type Urls } from './demo-databases';

// Starts servers and reads thousands of values: a busy machine takes its time.
jest.setTimeout(240_000);

const SOURCES = join(__dirname, '../../../demo/sources.yaml');
const start = (sourceUrls: Urls): Promise<GraphUnderTest> =>
  startGraph({ sourcesFile: SOURCES, sourceUrls, businessDate: AS_OF });

const lossOf = (system: System): Loss => ({ source: system, fields: FIELDS_OF[system], code: 'SOURCE_UNAVAILABLE' });

describe('a system whose file is gone', () => {
  let databases: DemoDatabases;
  let graph: GraphUnderTest;
  let whole: Answer;

  beforeAll(async () => {
    databases = await createEmbedded(FEW_PARTIES);
    graph = await start(databases.urls);
    whole = await firstWhole(() => graph.ask(QUERY));
  });

  afterAll(async () => {
    await graph?.stop();
    await databases?.drop();
  });

  it.each(SYSTEMS)('costs its own fields only, and they come back with the file: %s', async (system) => {
    const file = databases.urls[system].slice('file:'.length);
    renameSync(file, `${file}.away`);
    expectLoss(lossOf(system), await graph.ask(QUERY), whole);
    renameSync(`${file}.away`, file);
    expect((await graph.ask(QUERY)).data).toEqual(whole.data);
  });
});

const server = mysqlServerUrl();
(server ? describe : describe.skip)('a system on a server', () => {
  let databases: DemoDatabases;
  let graph: GraphUnderTest;
  let whole: Answer;
  const proxies = new Map<System, FaultProxy>();
  const user = (system: System): string => `reader_${system}_${process.pid}`;

  const asRoot = async (sql: string): Promise<void> => {
    const connection = await createConnection({ uri: server ?? '' });
    await connection.query(sql);
    await connection.end();
  };

  beforeAll(async () => {
    databases = await createMysql(server ?? '', FEW_PARTIES);
    const urls: Record<string, string> = {};
    for (const system of SYSTEMS) {
      const url = new URL(databases.urls[system]);
      const proxy = await openFaultProxy(url.hostname, Number(url.port || 3306));
      proxies.set(system, proxy);
      await asRoot(`create user '${user(system)}'@'%' identified by 'right'`);
      await asRoot(`grant select on \`${url.pathname.slice(1)}\`.* to '${user(system)}'@'%'`);
      urls[system] = `mysql://${user(system)}:right@127.0.0.1:${proxy.port}${url.pathname}`;
    }
    graph = await start(urls as Urls);
    whole = await firstWhole(() => graph.ask(QUERY));
  });

  afterAll(async () => {
    await graph?.stop();
    for (const system of SYSTEMS) {
      await proxies.get(system)?.close();
      await asRoot(`drop user if exists '${user(system)}'@'%'`);
    }
    await databases?.drop();
  });

  it.each(SYSTEMS)(
    'costs its own fields only when its password is wrong, and no answer tells the user or the host: %s',
    async (system) => {
      await asRoot(`alter user '${user(system)}'@'%' identified by 'other'`);
      proxies.get(system)?.dropConnections();
      const answer = await graph.ask(QUERY);
      expectLoss(lossOf(system), answer, whole);
      expect(JSON.stringify(answer)).not.toMatch(/reader_|127\.0\.0\.1|Access denied/);
      await asRoot(`alter user '${user(system)}'@'%' identified by 'right'`);
      expect((await graph.ask(QUERY)).data).toEqual(whole.data);
    },
  );
});
