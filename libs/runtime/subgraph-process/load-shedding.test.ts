import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { pino } from 'pino';
import { FEED_PATH } from '../feeds/feed-path';
import { WORKER } from '../feeds/worker-principal';
import type { CallContext } from '../in-process-subgraph';
import { SIGNATURE_HEADER, signRequest, type SigningKey } from '../signing/signed-request';
import { readSubgraphConfig } from './config';
import { startSubgraph, type RunningSubgraph } from './start-subgraph';

/** More than a subgraph takes at once, however little it has to do; thirty-two are let in however busy it is. */
const STORM = 230;
const [LEAST, MOST] = [32, 200];

const secret = randomBytes(32);
const KEY: SigningKey = { id: 'k1', secret };
const schema = buildSchema('type Query { customers: String }');
const feedSchema = buildSchema('type Query { feeds: [String!]! }');
let resolved = 0;
let release: () => void;
let released: Promise<void>;
let running: RunningSubgraph;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'load-shedding-'));
  const environment = { PORT: '0', DATA_DIR: dataDir, SIGNING_KEYS: `k1:${secret.toString('hex')}` };
  const { customers } = schema.getQueryType()?.getFields() ?? {};
  if (customers) customers.resolve = () => ((resolved += 1), released.then(() => 'all'));
  const { feeds } = feedSchema.getQueryType()?.getFields() ?? {};
  if (feeds) feeds.resolve = () => ['PARTY'];
  const create = () =>
    Promise.resolve({
      name: 'sales',
      schema,
      context: (call: CallContext) => call,
      feed: { name: 'sales', schema: feedSchema, context: (call: CallContext) => call },
      check: () => Promise.resolve([]),
      close: () => Promise.resolve(),
    });
  running = await startSubgraph('sales', create, readSubgraphConfig(environment), pino({ level: 'silent' }));
});
afterAll(async () => {
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(() => {
  resolved = 0;
  released = new Promise((resolve) => {
    release = resolve;
  });
});

function ask(path: string, query: string, claims: object = { sub: 'u1', roles: ['GENERAL_MANAGER'], audience: 'STAFF' }) {
  const call = { claims, businessDate: '2026-06-30', deadlineMs: 20_000, requestId: 'r' };
  const body = JSON.stringify({ query, variables: {}, operationName: null, call });
  const signature = signRequest({ subgraph: 'sales', method: 'POST', path, body }, KEY, Date.now());
  return fetch(new URL(path, running.url), { method: 'POST', headers: { [SIGNATURE_HEADER]: signature }, body });
}

it('refuses what is too much at once, answers the rest, the worker and the load balancer, and then everybody again', async () => {
  const told: Response[] = [];
  const storm = Array.from({ length: STORM }, async () => told.push(await ask('/graphql', '{ customers }')));
  while (told.length + resolved < STORM) await new Promise((resolve) => setTimeout(resolve, 10));
  const taken = resolved;
  expect(new Set(told.map(({ status, headers }) => `${status} ${headers.get('retry-after')}`))).toEqual(new Set(['503 1']));
  expect(taken).toBeGreaterThanOrEqual(LEAST);
  expect(taken).toBeLessThanOrEqual(MOST);
  expect((await ask(FEED_PATH, '{ feeds }', WORKER)).status).toBe(200);
  expect((await fetch(new URL('/ready', running.url))).status).toBe(200);
  release();
  await Promise.all(storm);
  expect(told.filter(({ status }) => status === 200)).toHaveLength(taken);
  expect(await (await ask('/graphql', '{ customers }')).json()).toMatchObject({ data: { customers: 'all' } });
});
