import { createServer } from 'node:http';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createLog } from '#runtime/logging/create-log';
import { otlpTracing } from '#runtime/tracing/otlp-tracing';
import { keepMetrics, keepProcess } from '#testing/told/keep-process';
import { tracesKept } from '#testing/told/trace-door';

/** A suite with a leak of each kind, that whole-suite.test.ts runs: of one of the first parties of the demo each. */
const [NAME, ADDRESS, MAIL, OWNER] = ['马泽子', '贵阳市创业路954号1栋', 'info@taiheng0.example', '胡璐倩'];
const answers: Readonly<Record<string, string>> = {
  '/metrics': `requests{caller="${ADDRESS}"} 1\n`,
  '/BI': JSON.stringify({ data: { name: NAME } }),
  '/PARTNER': JSON.stringify({ data: { owner: OWNER } }),
  '/STAFF': JSON.stringify({ data: { name: NAME }, errors: [{ message: `no ${MAIL}` }] }),
};
const server = createServer((request, response) => response.end(answers[request.url ?? '']));
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

it('logs where nobody would read it', () => {
  createLog('silent').debug({ owner: OWNER }, 'customer read');
});

it('starts a process that writes', async () => {
  const child = spawn(process.execPath, ['-e', `console.error(${JSON.stringify(MAIL)})`], { stdio: ['ignore', 'pipe', 'pipe'] });
  keepProcess(child);
  await once(child, 'close');
});

it('traces, and tells its metrics', async () => {
  const [endpoint = ''] = Object.values(tracesKept());
  const tracing = otlpTracing('leaking', { endpoint, ratio: 1 }, createLog('silent'));
  tracing.begin({ name: `read ${ADDRESS}`, kind: 'SERVER', parent: null }).end({ failed: false });
  await tracing.close();
  await keepMetrics(url);
});

it.each(['BI', 'PARTNER', 'STAFF'])('answers %s', async (role) => {
  const claims = Buffer.from(JSON.stringify({ roles: [role] })).toString('base64url');
  const response = await fetch(`${url}/${role}`, { headers: { authorization: `Bearer head.${claims}.sign` } });
  expect(await response.text()).toBe(answers[`/${role}`]);
});
