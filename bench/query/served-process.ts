import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '#testing/free-port';
import { processUse, type ProcessUse } from './process-use';

const ROOT = join(__dirname, '../..');
const POLL_MS = 50;
const OUTPUT = 2000;

/** What of the CPU time a table tells apart. */
export type Part = 'gateway' | 'subgraphs' | 'database';

export interface ServedOptions {
  readonly name: string;
  readonly part: Part;
  /** Arguments of node: a main program of the product, and what it is told. */
  readonly main: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly startMs: number;
}

/** A process of the product, started as its npm script starts it. */
export class ServedProcess {
  readonly url: string;
  /** Seconds from its begin until `/ready` said 200. */
  startSeconds = 0;
  private output = '';

  private constructor(
    readonly name: string,
    readonly part: Part,
    port: number,
    private readonly child: ChildProcess,
  ) {
    this.url = `http://127.0.0.1:${port}`;
    const read = (chunk: Buffer): void => void (this.output = (this.output + chunk.toString()).slice(-OUTPUT));
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
  }

  /** Begins it and waits until it is ready. @throws Error with what it said when it is not */
  static async start({ name, part, main, environment, startMs }: ServedOptions): Promise<ServedProcess> {
    const port = await freePort();
    const env = { NODE_ENV: 'production', ...environment, PORT: String(port) };
    const args = ['--conditions=source', '--import', 'tsx', ...main];
    const started = performance.now();
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const served = new ServedProcess(name, part, port, child);
    try {
      await served.until(async () => (await fetch(`${served.url}/ready`)).ok, startMs, 'is not ready');
    } catch (error) {
      await served.stop();
      throw error;
    }
    served.startSeconds = (performance.now() - started) / 1000;
    return served;
  }

  /** Asks again and again. @throws Error after `withinMs`, or when the process ends */
  async until(isSo: () => Promise<boolean>, withinMs: number, otherwise: string): Promise<void> {
    const end = performance.now() + withinMs;
    while (!(await isSo().catch(() => false))) {
      if (this.isOver || performance.now() > end) throw new Error(`${this.name} ${otherwise}:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  use(): ProcessUse {
    if (this.isOver || this.child.pid === undefined) throw new Error(`${this.name} ended:\n${this.output}`);
    return processUse(this.child.pid);
  }

  async stop(): Promise<void> {
    if (this.isOver) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }

  private get isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}
