import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { AS_OF } from '../../demo/as-of';
import { createEmbedded, type DemoDatabases } from '../e2e/demo-systems/demo-databases';
import { startGraph, type Answer, type GraphUnderTest } from '../e2e/graph-under-test';
import { FEW_PARTIES, firstWhole, QUERY } from './one-customer';
import type { Told } from './storm-client';

jest.setTimeout(120_000);

/** For so long the pace is learnt from: who comes first is let in before anybody can tell that a storm has begun. */
const LEARNING_MS = 2000;

let databases: DemoDatabases;
let graph: GraphUnderTest;
let whole: Answer;

beforeAll(async () => {
  databases = await createEmbedded(FEW_PARTIES);
  const sourcesFile = join(__dirname, '../../demo/sources.yaml');
  graph = await startGraph({ sourcesFile, sourceUrls: databases.urls, businessDate: AS_OF });
  whole = await firstWhole(() => graph.ask(QUERY));
});
afterAll(async () => {
  await graph?.stop();
  await databases?.drop();
});

async function storm(): Promise<readonly Told[]> {
  const told = [graph.url, JSON.stringify(await graph.headersOf('GENERAL_MANAGER')), JSON.stringify({ query: QUERY })];
  const args = ['--conditions=source', '--import', 'tsx', join(__dirname, 'storm-client.ts'), ...told];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Told[];
}

it('refuses what is too much with 503 and a time to ask again, and answers most of the others in time; right after it a customer is whole', async () => {
  const told = await storm();
  const started = performance.now();
  const after = await graph.ask(QUERY);
  const tookMs = performance.now() - started;
  const refused = told.filter(({ status }) => status === 503);
  const answered = told.filter(({ status, askedMs }) => status === 200 && askedMs > LEARNING_MS);
  expect(refused.length).toBeGreaterThan(0);
  // 408: so much waited that the process had not read a request within five seconds.
  expect(told.filter(({ status }) => ![200, 503, 408].includes(status))).toEqual([]);
  for (const { retryAfter, text } of refused) {
    expect(retryAfter).toBe('1');
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
  }
  const late = answered.filter(({ text }) => (JSON.parse(text) as Answer).errors);
  expect(answered.length).toBeGreaterThan(0);
  // None on two cores of their own; where the process gets a fraction of one, the thirty-two that it always lets in are late by turns.
  expect(late.length).toBeLessThan(answered.length / 2);
  expect([after.errors, after.data]).toEqual([undefined, whole.data]);
  expect(tookMs).toBeLessThan(1500);
});
