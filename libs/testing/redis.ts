import { spawn, spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { freePort } from './free-port';

const START_TIMEOUT_MS = 10_000;

/** A Redis server of its own, without files. */
export interface EphemeralRedis {
  readonly url: string;
  stop(): Promise<void>;
}

export const hasRedis = (): boolean => spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;

/** Runs a suite when `redis-server` is installed; otherwise it is shown as skipped. */
export function describeRedis(title: string, suite: () => void): void {
  if (!hasRedis()) process.stdout.write(`Skipped, no redis-server on the PATH: ${title}\n`);
  (hasRedis() ? describe : describe.skip)(title, suite);
}

/** @param more options of the server */
export async function startRedis(port?: number, more: readonly string[] = []): Promise<EphemeralRedis> {
  const own = port ?? (await freePort());
  const options = [...more, '--port', String(own), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', options, { stdio: 'ignore' });
  const end = Date.now() + START_TIMEOUT_MS;
  while (!(await listens(own))) {
    if (Date.now() > end) throw new Error('redis-server did not start');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url: `redis://127.0.0.1:${own}`,
    stop: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGKILL');
      await ended;
    },
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
