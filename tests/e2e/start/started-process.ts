import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { keepProcess } from '#testing/told/keep-process';
import { tracesKept } from '#testing/told/trace-door';

const ROOT = join(__dirname, '../../..');
const ANSWERS_AT = /answers at (http:\S+)\/graphql/;

/** The gateway as people start it: a process of its own. */
export interface StartedProcess {
  readonly child: ChildProcess;
  /** Everything written so far for people to read: the log is kept elsewhere. */
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
    env: { PATH, HOME, PORT: '0', LOG_LEVEL: 'debug', ...tracesKept(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  keepProcess(child);
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
  return { child, output: () => output.replace(/^\{.*\n/gm, ''), url, exit };
}
