import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AS_OF } from '../../../demo/as-of';
import { loadEmbedded } from '../../../demo/load/embedded';
import { readConfig } from '../../../gateway/config';
import { startEmbedded } from '../../../gateway/start-embedded';
import { comparable, GRAPH_OPERATION_NAMES, OPERATION_NAMES, runOperation, type Graph, type GraphAnswer } from './operations';
import { startDistributed } from './start-distributed';

/** The first party is a key account. */
const FEW = { parties: 41, seed: 1 };
const answers = new Map<string, Map<string, GraphAnswer>>([
  ['embedded', new Map()],
  ['distributed', new Map()],
]);
let dataDir: string;

async function runAll(topology: string, graph: Graph): Promise<void> {
  for (const name of OPERATION_NAMES) answers.get(topology)?.set(name, await runOperation(graph, name));
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'topologies-'));
  const legacy = join(dataDir, 'legacy');
  loadEmbedded({ directory: legacy, ...FEW });
  const embedded = await startEmbedded(readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), {
    businessDate: () => AS_OF,
  });
  await runAll('embedded', { url: embedded.url, dataDir });
  await embedded.stop();
  // The same owned stores, so that ids and references are the same.
  const environment = Object.fromEntries([
    ...['finance', 'sales', 'tickets', 'pms'].map((id) => [`SOURCE_${id.toUpperCase()}_URL`, `file:${legacy}/${id}.db`]),
    ...['CUSTOMERS', 'SALES'].map((store) => [`DB_${store}_URL`, `file:${dataDir}/owned/${store.toLowerCase()}.db`]),
  ]) as Record<string, string>;
  const distributed = await startDistributed({ environment });
  await runAll('distributed', distributed);
  await distributed.stop();
}, 60_000);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe.each(['embedded', 'distributed'])('%s', (topology) => {
  it.each(OPERATION_NAMES)('answers %s without an error', (name) => {
    const answer = answers.get(topology)?.get(name);
    expect([answer?.status, answer?.errors]).toEqual([200, undefined]);
    expect(Object.values(answer?.data ?? {})).not.toContain(null);
    for (const { status } of answer?.extensions?.sources ?? []) expect(status).toBe('OK');
  });
});

it.each(GRAPH_OPERATION_NAMES)('%s has the same answer in one process and in five', (name) => {
  const [embedded, distributed] = ['embedded', 'distributed'].map((topology) => answers.get(topology)?.get(name));
  if (!embedded || !distributed) throw new Error('not answered');
  expect(comparable(distributed)).toEqual(comparable(embedded));
});
