import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from './config';
import { twoSubgraphs } from './fixtures/two-subgraphs';
import { writeAudiences } from './fixtures/write-audiences';
import { startEmbedded, type Running } from './start-embedded';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'start-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function start(port: number, prepare?: () => Promise<void>): Promise<Running> {
  const { supergraph, subgraphs } = twoSubgraphs();
  const supergraphFile = join(dataDir, 'supergraph.graphql');
  writeAudiences(supergraphFile, supergraph);
  const config = readConfig({ PORT: String(port), DATA_DIR: dataDir, SUPERGRAPH: supergraphFile });
  const log = pino({ level: 'silent' });
  return startEmbedded(config, { businessDate: () => '2026-06-30', subgraphs, log, ...(prepare && { prepare }) });
}

it('says that the port is in use, and gives the data folder back', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  await expect(start(address.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  expect(existsSync(join(dataDir, 'lock'))).toBe(false);
  await new Promise((resolve) => other.close(resolve));
});

it('holds the data folder until it stops', async () => {
  const running = await start(0);
  expect(readdirSync(dataDir)).toContain('lock');
  await running.stop();
  expect(readdirSync(dataDir)).not.toContain('lock');
});

it('prepares the data only after it holds the folder', async () => {
  const running = await start(0, () => {
    expect(existsSync(join(dataDir, 'lock'))).toBe(true);
    return Promise.resolve();
  });
  await running.stop();
});

it('says on /ready that it drains, and finishes what it began', async () => {
  const running = await start(0);
  const stopping = running.stop();
  const ready = await fetch(`${running.url}/ready`);
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'draining' }]);
  await stopping;
  await expect(fetch(`${running.url}/live`)).rejects.toThrow('fetch failed');
});
