import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { keepMetrics, keepProcess } from './told/keep-process';
import { tracesKept } from './told/trace-door';

const ROOT = join(__dirname, '../..');
const ANSWERS_AT = /answers at (http:\S+)\/graphql/;

/** A gateway in a process of its own. */
export interface GatewayProcess {
  readonly url: string;
  /** Everything written so far. */
  readonly output: () => string;
  stop(): Promise<void>;
}

/** Starts `npm run gateway` without npm. @throws Error with its output when it does not serve */
export async function startGatewayProcess(environment: Readonly<Record<string, string>>): Promise<GatewayProcess> {
  const child = start(['gateway/main.ts'], { LOG_LEVEL: 'debug', ...tracesKept(), ...environment });
  keepProcess(child);
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = ANSWERS_AT.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new Error(`It ended:\n${output}`)));
  });
  const stop = async (): Promise<void> => {
    await keepMetrics(url);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return { url, output: () => output, stop };
}

export interface CommandEnd {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command of the product to its end: its file and its arguments. */
export async function runCommandProcess(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<CommandEnd> {
  const child = start([script, ...args], environment);
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

function start(args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  return spawn(process.execPath, ['--import', 'tsx', '--conditions=source', ...args], {
    cwd: ROOT,
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
