import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { freePort } from './free-port';

/** A MariaDB server of its own for one test run. */
export interface EphemeralServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 30_000;

/**
 * Starts a server in a temporary directory, or gives null when no `mariadbd` is installed.
 * @param more options of the server beside those of a test
 */
export async function startMariadb(more: readonly string[] = []): Promise<EphemeralServer | null> {
  if (spawnSync('mariadbd', ['--version'], { stdio: 'ignore' }).status !== 0) return null;
  const directory = mkdtempSync(join(tmpdir(), 'mariadb-'));
  const data = join(directory, 'data');
  const asRoot = userInfo().uid === 0 ? ['--user=root'] : [];
  const installed = spawnSync(
    'mariadb-install-db',
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...asRoot],
    { stdio: 'ignore' },
  );
  if (installed.status !== 0) {
    rmSync(directory, { recursive: true, force: true });
    return null;
  }
  const port = await freePort();
  const options = [
    `--datadir=${data}`,
    `--socket=${join(directory, 'server.sock')}`,
    `--pid-file=${join(directory, 'server.pid')}`,
    // Another server that starts removes the temporary files it finds in a shared directory.
    `--tmpdir=${directory}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    '--innodb-flush-log-at-trx-commit=0',
    '--skip-log-bin',
    ...more,
  ];
  const server = spawn('mariadbd', ['--no-defaults', ...options, ...asRoot], { stdio: 'ignore' });
  const url = `mysql://root@127.0.0.1:${port}`;
  const stop = (): Promise<void> => stopServer(server, directory);
  try {
    await untilReady(url);
  } catch (error) {
    await stop();
    throw error;
  }
  if (server.pid === undefined) throw new Error('mariadbd did not start');
  return { url, pid: server.pid, stop };
}

async function untilReady(url: string): Promise<void> {
  const end = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      const connection = await createConnection(url);
      await connection.end();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function stopServer(server: ChildProcess, directory: string): Promise<void> {
  if (server.exitCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }
  rmSync(directory, { recursive: true, force: true });
}
