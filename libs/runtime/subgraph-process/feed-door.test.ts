import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { pino } from 'pino';
import type { CallContext } from '../in-process-subgraph';
import { FeedClient } from '../feeds/feed-client';
import { httpFeed } from '../feeds/http-feed';
import { SIGNATURE_HEADER, signRequest, type SigningKey } from '../signing/signed-request';
import { readSubgraphConfig } from './config';
import { startSubgraph, type RunningSubgraph } from './start-subgraph';

const secret = randomBytes(32);
const KEY: SigningKey = { id: 'k1', secret };
const FEED = { name: 'PARTY:shop:Party', kind: 'PARTY', system: 'shop', type: 'Party' };
const schema = buildSchema(
  'type Query { feeds: [Feed!]! } type Feed { name: String! kind: String! system: String! type: String! }',
);
let resolved = 0;
let running: RunningSubgraph;
let dataDir: string;
let origin: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'feed-door-'));
  const environment = { PORT: '0', DATA_DIR: dataDir, SIGNING_KEYS: `k1:${secret.toString('hex')}` };
  const [feeds] = [schema.getQueryType()?.getFields().feeds];
  if (feeds) feeds.resolve = () => ((resolved += 1), [FEED]);
  const create = () =>
    Promise.resolve({
      name: 'sales',
      schema: buildSchema('type Query { plain: String }'),
      context: (call: CallContext) => call,
      feed: { name: 'sales', schema, context: (call: CallContext) => call },
      check: () => Promise.resolve([]),
      close: () => Promise.resolve(),
    });
  running = await startSubgraph('sales', create, readSubgraphConfig(environment), pino({ level: 'silent' }));
  origin = new URL(running.url).origin;
});
afterAll(async () => {
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(() => {
  resolved = 0;
});

const bodyFor = (sub: string, query = '{ feeds { name } }'): string =>
  JSON.stringify({
    query,
    variables: {},
    operationName: null,
    call: {
      claims: { sub, roles: ['GENERAL_MANAGER'], audience: 'STAFF' },
      businessDate: '2026-06-30',
      deadlineMs: 1000,
      requestId: 'r',
    },
  });

async function post(path: string, body: string, header?: string): Promise<number> {
  const response = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(header && { [SIGNATURE_HEADER]: header }) },
    body,
  });
  return response.status;
}
const signed = (path: string, body: string, key = KEY): string =>
  signRequest({ subgraph: 'sales', method: 'POST', path, body }, key, Date.now());

it('answers the worker', async () => {
  const caller = httpFeed({ name: 'sales', url: running.url, key: KEY, businessDate: () => '2026-06-30', now: Date.now });
  expect(await new FeedClient(caller).feeds()).toEqual([FEED]);
  await caller.close();
});

it('answers nobody else, whatever their roles: 403', async () => {
  const body = bodyFor('manager');
  expect(await post('/feed', body, signed('/feed', body))).toBe(403);
  expect(resolved).toBe(0);
});

it.each<[string, (body: string) => string | undefined]>([
  ['unsigned', () => undefined],
  ['signed for the other door', (body) => signed('/graphql', body)],
  ['signed with another key', (body) => signed('/feed', body, { id: 'k1', secret: randomBytes(32) })],
  ['signed for another body', () => signed('/feed', bodyFor('svc:worker', '{ feeds { type } }'))],
])('answers 401 when the request is %s', async (_how, sign) => {
  const body = bodyFor('svc:worker');
  expect(await post('/feed', body, sign(body))).toBe(401);
  expect(resolved).toBe(0);
});

it('answers 401 when the request comes again', async () => {
  const body = bodyFor('svc:worker');
  const header = signed('/feed', body);
  expect(await post('/feed', body, header)).toBe(200);
  expect(await post('/feed', body, header)).toBe(401);
  expect(resolved).toBe(1);
});

it('does not serve the feeds at the door of the gateway', async () => {
  const body = bodyFor('svc:worker');
  expect(await post('/graphql', body, signed('/graphql', body))).toBe(400);
});
