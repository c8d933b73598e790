import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGatewayProcess, type GatewayProcess } from '#testing/child-process';
import { describeRedis, startRedis, type EphemeralRedis } from '#testing/redis';
import { AS_OF } from '../../demo/as-of';
import { gatewayUnderTest, type GatewayUnderTest } from '../../gateway/fixtures/gateway-under-test';
import { writeRowsPerDay } from '../../gateway/fixtures/write-rows-per-day';
import { createEmbedded, type DemoDatabases } from '../e2e/demo-systems/demo-databases';
import { startGraph, type GraphUnderTest } from '../e2e/graph-under-test';

// Starts the graph over four databases, and gateways as processes of their own.
jest.setTimeout(240_000);

const SCHEMA = join(__dirname, '../../schema');
const CUSTOMER_360 = readFileSync(join(SCHEMA, 'operations/staff/customer-360.graphql'), 'utf8');
const PAGE = 'query ($first: Int!) { customers(first: $first) { nodes { name phones } } }';
const PROFILES = 'query ($first: Int!) { customerProfiles(first: $first) { nodes { id } } }';

interface Listed {
  readonly sourceRecords: readonly { readonly system: string; readonly key: string }[];
}

describe('who may be shown 105 rows a day', () => {
  let directory: string;
  let databases: DemoDatabases;
  let graph: GraphUnderTest;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'row-quota-'));
    const policyDir = join(directory, 'policy');
    cpSync(join(SCHEMA, 'policy'), policyDir, { recursive: true });
    writeRowsPerDay(policyDir, { STAFF: 105, BI: 105 });
    databases = await createEmbedded(150);
    const sourcesFile = join(__dirname, '../../demo/sources.yaml');
    graph = await startGraph({ sourcesFile, sourceUrls: databases.urls, businessDate: AS_OF, policyDir });
  });
  afterAll(async () => {
    await graph?.stop();
    await databases?.drop();
    if (directory) rmSync(directory, { recursive: true, force: true });
  });

  it('[T26] gets five 360-degree views of customers and a page of 100, and then nothing more about persons', async () => {
    const listed = await graph.ask('{ customers(first: 5) { nodes { sourceRecords { system key } } } }');
    const customers: readonly Listed[] = listed.data.customers.nodes;
    for (const { sourceRecords } of customers) {
      // A source may be late on a busy machine: the customer is a row all the same.
      const { status, data } = await graph.ask(CUSTOMER_360, { variables: { ...sourceRecords[0], first: 3 } });
      expect([status, typeof data.customerBySource.name]).toEqual([200, 'string']);
    }
    const page = await graph.ask(PAGE, { variables: { first: 100 } });
    expect([page.status, page.errors, page.data.customers.nodes.length]).toEqual([200, undefined, 100]);
    for (const refused of [
      await graph.ask(PAGE, { variables: { first: 1 } }),
      await graph.ask(CUSTOMER_360, { variables: { ...customers[0]?.sourceRecords[0], first: 1 } }),
    ]) {
      expect(Object.keys(refused).sort()).toEqual(['errors', 'status']);
      expect([refused.status, refused.errors?.map(({ extensions }) => extensions.code)]).toEqual([429, ['LIMIT_ROWS_PER_DAY']]);
    }
    const left = await graph.ask('{ customers(first: 100) { totalCount nodes { id kind } } }');
    expect([left.status, left.errors, left.data.customers.nodes.length]).toEqual([200, undefined, 100]);
  });

  it('[T26] gets no page that has one row more', async () => {
    const six = await graph.ask(PAGE, { sub: 'another', variables: { first: 6 } });
    const page = await graph.ask(PAGE, { sub: 'another', variables: { first: 100 } });
    expect([six.status, page.status, page.data]).toEqual([200, 429, undefined]);
  });

  it('[T26] gets as many profiles as BI, and then no more', async () => {
    const asked = [100, 5, 1].map((first) => ({ role: 'BI', variables: { first } }));
    const statuses: number[] = [];
    for (const question of asked) statuses.push((await graph.ask(PROFILES, question)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });
});

describeRedis('the rows that two gateway processes show to one caller', () => {
  let redis: EphemeralRedis;
  let gateway: GatewayUnderTest;
  let processes: readonly GatewayProcess[];
  beforeAll(async () => {
    redis = await startRedis();
    gateway = await gatewayUnderTest('distributed', {}, { STAFF: 10 });
    const start = (name: string): Promise<GatewayProcess> =>
      startGatewayProcess({
        ...gateway.environment,
        REDIS_URL: redis.url,
        DB_GATEWAY_URL: `file:${join(gateway.dataDir, `${name}.db`)}`,
        AUDIT_HEADS_FILE: join(gateway.dataDir, `${name}.jsonl`),
      });
    processes = await Promise.all([start('first'), start('second')]);
  });
  afterAll(async () => {
    for (const each of processes ?? []) await each.stop();
    await gateway?.stop();
    await redis?.stop();
  });

  async function askOf(process: number, role: string, first: number): Promise<Response> {
    return fetch(`${processes[process]?.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await gateway.token(role)}` },
      body: JSON.stringify({ query: `{ customers(first: ${first}) { name } }` }),
    });
  }

  it('[T26] are counted together, and refused by both', async () => {
    expect((await askOf(0, 'FINANCE', 6)).status).toBe(200);
    expect((await askOf(1, 'FINANCE', 4)).status).toBe(200);
    for (const process of [0, 1]) {
      const refused = await askOf(process, 'FINANCE', 1);
      expect([refused.status, Number(refused.headers.get('retry-after')) > 86_000]).toEqual([429, true]);
      expect(await refused.text()).not.toContain('Customer 0');
      expect((await fetch(`${processes[process]?.url}/metrics`).then((each) => each.text())).split('\n')).toContain(
        'graph_row_quota_refusals_total{audience="STAFF"} 1',
      );
      expect(processes[process]?.output()).toContain('row quota of a day is used up');
    }
    expect((await askOf(0, 'GENERAL_MANAGER', 10)).status).toBe(200);
  });

  it('[T26] are counted by each process alone, from where its own count stood, while Redis is away', async () => {
    expect((await askOf(0, 'SALES_MANAGER', 7)).status).toBe(200);
    await redis.stop();
    expect((await askOf(0, 'SALES_MANAGER', 3)).status).toBe(200);
    expect((await askOf(0, 'SALES_MANAGER', 1)).status).toBe(429);
    const ready = await fetch(`${processes[0]?.url}/ready`);
    expect(await ready.json()).toMatchObject({ degraded: expect.arrayContaining(['redis']) });
  });
});
