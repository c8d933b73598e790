import { randomBytes } from 'node:crypto';
import { request, type IncomingHttpHeaders } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { SourceUnavailableError } from '#core/errors';
import { drainingServer, type DrainingServer } from '../http/draining-server';
import type { CallContext, InProcessSubgraph } from '../in-process-subgraph';
import { memoryNonces } from '../signing/nonces';
import { SIGNATURE_HEADER, signRequest, type SigningKey } from '../signing/signed-request';
import { createLog } from '../logging/create-log';
import { quietTelemetry } from '../telemetry';
import { fetchDoor } from './fetch-door';

const KEY: SigningKey = { id: 'k1', secret: randomBytes(32) };
const CALL = {
  claims: { sub: 'u1', roles: ['GENERAL_MANAGER'], audience: 'STAFF' },
  businessDate: '2026-06-30',
  deadlineMs: 1000,
  requestId: 'r1',
};
const BODY = { query: '{ who day }', variables: {}, operationName: null, call: CALL };

let now = Date.UTC(2026, 5, 30);
let resolved = 0;
let logged: string[] = [];
let serving: DrainingServer;
let url: string;

const typeDefs = parse('type Query { who: String day: String down: String slow: String broken: String }');
const resolvers = {
  Query: {
    who: (_: unknown, __: unknown, { claims }: CallContext) => ((resolved += 1), claims.sub),
    day: (_: unknown, __: unknown, { businessDate }: CallContext) => businessDate,
    down: (_: unknown, __: unknown, { report }: CallContext) => {
      report({ source: 'erp', status: 'UNAVAILABLE', ms: 3 });
      throw new SourceUnavailableError('erp');
    },
    slow: () => new Promise((resolve) => setTimeout(resolve, 60_000).unref()),
    broken: () => {
      throw new Error('select secret from t at 10.0.0.7');
    },
  },
};
const subgraph: InProcessSubgraph = {
  name: 'sales',
  schema: buildSubgraphSchema([{ typeDefs, resolvers }]),
  context: (call) => call,
  check: () => Promise.resolve([]),
  close: () => Promise.resolve(),
};

beforeAll(async () => {
  const log = createLog('warn', { write: (line: string) => void logged.push(line) });
  const telemetry = quietTelemetry(log);
  const measure = (): void => undefined;
  const door = fetchDoor({ subgraph, keys: [KEY], nonces: memoryNonces(() => now), now: () => now, telemetry, measure });
  serving = drainingServer((incoming, response) => void door(incoming, response));
  url = await serving.listen(0, '127.0.0.1');
});
afterAll(() => serving.drain());
beforeEach(() => {
  resolved = 0;
  logged = [];
});

interface Sent {
  readonly status: number | undefined;
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
}

function send(body: string, header: string | undefined, { method = 'POST', path = '/graphql' } = {}): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${url}${path}`,
      { method, headers: { ...(header && { [SIGNATURE_HEADER]: header }) } },
      (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode, text, headers: answer.headers }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const signed = (body: string, { key = KEY, at = now, subgraph: name = 'sales' } = {}): string =>
  signRequest({ subgraph: name, method: 'POST', path: '/graphql', body }, key, at);
const ask = async (query: string, more: object = {}): Promise<any> => {
  const body = JSON.stringify({ ...BODY, query, ...more });
  const { status, text } = await send(body, signed(body));
  return { status, ...(text && (JSON.parse(text) as object)) };
};

it('runs a signed fetch for the caller and the day that the signature covers', async () => {
  expect(await ask('{ who day }')).toEqual({ status: 200, data: { who: 'u1', day: '2026-06-30' }, extensions: { sources: [] } });
});

describe('a request that gets 401, an empty answer and no resolver', () => {
  const body = JSON.stringify(BODY);
  const other = JSON.stringify({ ...BODY, call: { ...CALL, claims: { ...CALL.claims, sub: 'u2' } } });
  const refused = (sent: Sent): void => {
    expect([sent.status, sent.text, resolved]).toEqual([401, '', 0]);
    expect(logged).toHaveLength(1);
  };

  it.each(['{ who }', '{ _service { sdl } }', '{ __schema { types { name } } }'])('is not signed: %s', async (query) => {
    refused(await send(JSON.stringify({ ...BODY, query }), undefined));
  });
  it('has a signature in another form', async () => refused(await send(body, 'Bearer x')));
  it('is signed with another secret', async () =>
    refused(await send(body, signed(body, { key: { id: 'k1', secret: randomBytes(32) } }))));
  it('is signed with a key that is not in use', async () =>
    refused(await send(body, signed(body, { key: { id: 'k0', secret: KEY.secret } }))));
  it('is signed for another subgraph', async () => refused(await send(body, signed(body, { subgraph: 'customers' }))));
  it('names another caller than the one that was signed', async () => refused(await send(other, signed(body))));
  it('goes to another path', async () => refused(await send(body, signed(body), { path: '/graphql?x=1' })));
  it('goes with another method', async () => refused(await send(body, signed(body), { method: 'PUT' })));
  it('is too old', async () => refused(await send(body, signed(body, { at: now - 30_001 }))));
  it('is of the future', async () => refused(await send(body, signed(body, { at: now + 30_001 }))));
  it('was sent before, also at the end of its window', async () => {
    const header = signed(body, { at: now + 30_000 });
    expect((await send(body, header)).status).toBe(200);
    resolved = 0;
    refused(await send(body, header));
    now += 59_999;
    logged = [];
    refused(await send(body, header));
  });
});

it.each([
  ['nonsense', 400],
  [JSON.stringify({ ...BODY, call: { ...CALL, claims: { ...CALL.claims, admin: true } } }), 400],
  [JSON.stringify({ ...BODY, query: '{ unknown }' }), 400],
  ['x'.repeat(10_000_001), 413],
])('answers what it cannot read without a body (case %#)', async (body, status) => {
  expect(await send(body, signed(body))).toMatchObject({ status, text: '' });
  expect(resolved).toBe(0);
});

it('sends back what the sources did, and no more of an unknown error than the request id', async () => {
  expect(await ask('{ down }')).toEqual({
    status: 200,
    data: { down: null },
    errors: [{ path: ['down'], message: 'Source erp did not answer', extensions: { code: 'SOURCE_UNAVAILABLE', source: 'erp' } }],
    extensions: { sources: [{ source: 'erp', status: 'UNAVAILABLE', ms: 3 }] },
  });
  expect((await ask('{ broken }')).errors).toEqual([
    { path: ['broken'], message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r1' } },
  ]);
  expect(logged.join()).toContain('select secret from t at ?');
});

it('ends at the deadline that it was given', async () => {
  const start = performance.now();
  const { data, errors } = await ask('{ slow }', { call: { ...CALL, deadlineMs: 100 } });
  expect(performance.now() - start).toBeLessThan(1000);
  expect([data, errors]).toEqual([null, [expect.objectContaining({ extensions: { code: 'SOURCE_TIMEOUT', source: 'sales' } })]]);
});
