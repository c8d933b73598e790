import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AS_OF } from '../../demo/as-of';
import { createEmbedded, type DemoDatabases } from '../e2e/demo-systems/demo-databases';
import { startGraph, type GraphUnderTest } from '../e2e/graph-under-test';
import { ATTACKS, type Attack } from './attacks';

/** CPU one refusal may take, user and system, client included. */
const MAX_CPU_MS = 50;
const MAX_ROUNDS = 10;

let databases: DemoDatabases;
let graph: GraphUnderTest;
let headers: Readonly<Record<string, string>>;
let fetches = 0;

beforeAll(async () => {
  databases = await createEmbedded(40);
  graph = await startGraph({
    sourcesFile: join(__dirname, '../../demo/sources.yaml'),
    sourceUrls: databases.urls,
    businessDate: AS_OF,
    onFetch: () => fetches++,
  });
  headers = await graph.headersOf('GENERAL_MANAGER');
  // What is compiled once is no part of an attack.
  await graph.ask('{ customers(first: 1) { nodes { id contracts { nodes { id } } } } }');
});
afterAll(async () => {
  await graph.stop();
  await databases.drop();
});

interface Outcome {
  readonly status: number;
  readonly text: string;
  readonly cpuMs: number;
}

async function attack({ body }: Attack, round: number): Promise<Outcome> {
  const sent = body(round);
  const before = process.cpuUsage();
  const response = await fetch(`${graph.url}/graphql`, { method: 'POST', headers, body: sent });
  const text = await response.text();
  const { user, system } = process.cpuUsage(before);
  return { status: response.status, text, cpuMs: (user + system) / 1000 };
}

describe('[T4] [T5] what is refused before a subgraph is asked, at little cost', () => {
  it.each(ATTACKS.map((each) => [each.name, each] as const))('%s', async (_name, each) => {
    fetches = 0;
    const outcomes: Outcome[] = [];
    const leastCpu = (): number => Math.min(...outcomes.map(({ cpuMs }) => cpuMs));
    // The least counts: what compilers, collectors and other work on this machine add is no cost of the attack.
    do outcomes.push(await attack(each, outcomes.length));
    while (leastCpu() >= MAX_CPU_MS && outcomes.length < MAX_ROUNDS);
    for (const { status, text } of outcomes) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(JSON.parse(text)).toHaveProperty('errors.0.extensions.code', each.code);
      expect(Object.keys(JSON.parse(text) as object)).not.toContain('data');
    }
    expect(fetches).toBe(0);
    expect(leastCpu()).toBeLessThan(MAX_CPU_MS);
  });
});

it('[T4] answers the 360-degree query right after', async () => {
  const text = readFileSync(join(__dirname, '../../schema/operations/staff/customer-360.graphql'), 'utf8');
  const { data, errors } = await graph.ask(text, { variables: { system: 'finance', key: '001|0000000001' } });
  expect(errors).toBeUndefined();
  expect(data.customerBySource.name).toEqual(expect.any(String));
});
