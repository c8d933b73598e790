import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { parse } from 'graphql';
import type { FetchResult, SubgraphFetch } from '#runtime/execute-fetch';
import { blockProcess } from '#testing/block-process';
import { ManualClock } from '#testing/manual-clock';
import { GuardedPort } from './guarded-port';
import { HttpPort } from './http-port';

const QUERY = '{ a }';
const MUTATION = 'mutation { a }';
const DATA = { data: { a: 1 } };

type Handle = (request: IncomingMessage, response: ServerResponse) => void;
const well: Handle = (_request, response) => void response.end(JSON.stringify(DATA));
const reset: Handle = (request) => void request.socket.resetAndDestroy();
const cut: Handle = (request, response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('{"data"');
  setTimeout(() => request.socket.resetAndDestroy(), 20);
};
const stuck: Handle = (_request, response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('{"data"');
};

let server: Server;
let handle: Handle;
let fetches: number;
let looks: number;
let port: HttpPort;
let close: () => Promise<void>;

const fetchOf = (query: string, deadlineMs: number): SubgraphFetch => ({
  document: parse(query),
  variables: {},
  operationName: null,
  call: {
    claims: { sub: 'ann', roles: [], audience: 'STAFF' },
    businessDate: '2026-06-30',
    requestId: 'r1',
    deadlineMs,
    report: () => undefined,
  },
});
const told = (answer: Promise<FetchResult>): Promise<unknown> =>
  answer.then(
    ({ data }) => data,
    ({ code, details }: { code: string; details: { retryInMs?: number } }) =>
      details.retryInMs === undefined ? code : `${code}, again in ${details.retryInMs}`,
  );
const ask = (query = QUERY, deadlineMs = 1000) => told(port.fetch(fetchOf(query, deadlineMs), query));
const portOf = (url: string): HttpPort =>
  new HttpPort({ name: 'sales', url, key: { id: 'k1', secret: Buffer.alloc(32) }, now: Date.now, random: () => 0 });

beforeEach(async () => {
  handle = well;
  fetches = looks = 0;
  server = createServer((request, response) => {
    if (request.url === '/live') looks += 1;
    else fetches += 1;
    handle(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = portOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
  close = () => port.close();
});
afterEach(async () => {
  server.closeAllConnections();
  await close();
  server.close();
});

describe('a fetch over HTTP', () => {
  it('is sent once more when nothing came back to it', async () => {
    handle = (request, response) => (fetches === 1 ? reset(request, response) : well(request, response));
    expect([await ask(), fetches]).toEqual([DATA.data, 2]);
  });

  it('is not sent again when an answer had begun', async () => {
    handle = cut;
    expect([await ask(), fetches]).toEqual(['SOURCE_UNAVAILABLE', 1]);
  });

  it('is not sent again when it changes something', async () => {
    handle = reset;
    expect([await ask(MUTATION), fetches]).toEqual(['SOURCE_UNAVAILABLE', 1]);
  });

  it('is sent again for one in ten only: a subgraph in trouble does not get twice the load', async () => {
    handle = reset;
    for (let i = 0; i < 200; i += 1) await ask();
    expect(fetches).toBeGreaterThan(200 + 10);
    expect(fetches).toBeLessThanOrEqual(200 + 10 + 20);
  });

  it('is late when the answer stops in the middle', async () => {
    handle = stuck;
    expect([await ask(QUERY, 200), fetches]).toEqual(['SOURCE_TIMEOUT', 1]);
  });

  it('is not late when its answer was there and this process was busy', async () => {
    const source = `
      const { parentPort } = require('node:worker_threads');
      const server = require('node:http').createServer((request, response) =>
        setTimeout(() => response.end('{"data":{"a":1}}'), 100));
      server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`;
    const worker = new Worker(source, { eval: true });
    const [number] = (await once(worker, 'message')) as [number];
    const away = portOf(`http://127.0.0.1:${number}/graphql`);
    await told(away.fetch(fetchOf(QUERY, 1000), QUERY));
    const answer = told(away.fetch(fetchOf(QUERY, 300), QUERY));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setImmediate(resolve));
    blockProcess(600);
    expect(await answer).toEqual(DATA.data);
    await worker.terminate();
    await away.close();
  });
});

describe('a subgraph behind a breaker', () => {
  let clock: ManualClock;
  let guarded: GuardedPort;
  const guardedAsk = (deadlineMs = 200) => told(guarded.fetch(fetchOf(QUERY, deadlineMs), QUERY));
  const untilItIs = async (state: GuardedPort['state']): Promise<void> => {
    const end = Date.now() + 5000;
    while (guarded.state !== state && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(guarded.state).toBe(state);
  };
  beforeEach(() => {
    clock = new ManualClock();
    guarded = new GuardedPort(port, clock, () => undefined);
    close = () => guarded.close();
  });

  it.each([
    ['stuck', stuck, 'SOURCE_TIMEOUT'],
    ['reset', reset, 'SOURCE_UNAVAILABLE'],
    ['cut off', cut, 'SOURCE_UNAVAILABLE'],
  ] as const)('is not asked while its answers are %s, and asked again when they are whole', async (_name, fault, code) => {
    handle = fault;
    const deadlineMs = code === 'SOURCE_TIMEOUT' ? 200 : 5000;
    expect(new Set(await Promise.all(Array.from({ length: 10 }, () => guardedAsk(deadlineMs))))).toEqual(new Set([code]));
    await untilItIs('OPEN');
    const before = fetches;
    expect([await guardedAsk(), fetches - before]).toEqual(['SOURCE_UNAVAILABLE, again in 1000', 0]);
    handle = well;
    await clock.advance(1000);
    await untilItIs('TRYING');
    expect([await guardedAsk(1000), guarded.state]).toEqual([DATA.data, 'CLOSED']);
  });

  it('is asked on when one kind of fetch is too hard for it', async () => {
    handle = (request, response) => (request.url === '/live' ? well : stuck)(request, response);
    for (let round = 0; round < 3; round += 1) await Promise.all(Array.from({ length: 10 }, () => guardedAsk()));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([guarded.state, looks > 0]).toEqual(['CLOSED', true]);
  });
});
