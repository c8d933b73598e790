import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const ANSWERS_AT = /answers at (http:\S+)\/graphql/;

/** The gateway as people start it: a process of its own. */
export interface StartedProcess {
  readonly child: ChildProcess;
  /** Everything written so far. */
  readonly output: () => string;
  /** Address once it serves; rejects with the output when it ends before. */
  readonly url: Promise<string>;
  /** Exit code; null when a signal ended it. */
  readonly exit: Promise<number | null>;
}

/** Starts `npm start` without npm, with these variables on top of PATH and HOME. */
export function startProcess(environment: Readonly<Record<string, string>>): StartedProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=source', 'gateway/embedded.ts'], {
    cwd: ROOT,
    env: { PATH, HOME, PORT: '0', LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exit = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const url = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const [, found] = ANSWERS_AT.exec(output) ?? [];
      if (found) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(`It ended:\n${output}`)));
  });
  url.catch(() => undefined);
  return { child, output: () => output, url, exit };
}
