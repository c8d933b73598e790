import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { freePort } from './free-port';

/** A MariaDB or MySQL server of its own for one test run. */
export interface EphemeralServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** The server programs that a test can start, the first one found is taken, and what makes the data of each. */
const PROGRAMS = {
  mariadbd: {
    install: ['mariadb-install-db', '--no-defaults', '--auth-root-authentication-method=normal', '--skip-test-db'],
    options: [],
  },
  mysqld: { install: ['mysqld', '--no-defaults', '--initialize-insecure'], options: ['--mysqlx=OFF', '--secure-file-priv='] },
} as const;
type Program = keyof typeof PROGRAMS;

/** MySQL on a machine that is busy with other tests. */
const START_TIMEOUT_MS = 90_000;

/** The program that a test would start; null when none is on the PATH. */
export function serverProgram(): Program | null {
  const names: readonly Program[] = ['mariadbd', 'mysqld'];
  return names.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0) ?? null;
}

/**
 * Starts a server in a temporary directory, or gives null when no `mariadbd` and no `mysqld` is installed.
 * @param more options of the server beside those of a test
 */
export async function startServer(more: readonly string[] = []): Promise<EphemeralServer | null> {
  const program = serverProgram();
  if (program === null) return null;
  const directory = mkdtempSync(join(tmpdir(), 'server-'));
  const data = join(directory, 'data');
  const asRoot = userInfo().uid === 0 ? ['--user=root'] : [];
  const { install, options } = PROGRAMS[program];
  const [installer, ...told] = install;
  const installed = spawnSync(installer, [...told, `--datadir=${data}`, ...asRoot], { encoding: 'utf8' });
  if (installed.status !== 0) {
    rmSync(directory, { recursive: true, force: true });
    throw new Error(`${installer} made no data: ${installed.stderr.slice(-500)}`, { cause: installed.error });
  }
  const port = await freePort();
  const all = [
    ...options,
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
  const server = spawn(program, ['--no-defaults', ...all, ...asRoot], { stdio: 'ignore' });
  const url = `mysql://root@127.0.0.1:${port}`;
  const stop = (): Promise<void> => stopServer(server, directory);
  try {
    await untilReady(url, server);
  } catch (error) {
    await stop();
    throw error;
  }
  if (server.pid === undefined) throw new Error(`${program} did not start`);
  return { url, pid: server.pid, stop };
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const end = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      const connection = await createConnection(url);
      await connection.end();
      return;
    } catch (error) {
      if (Date.now() > end || server.exitCode !== null) throw error;
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
