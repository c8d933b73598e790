import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '#testing/free-port';
import { keepProcess } from '#testing/told/keep-process';
import type { Service } from './compose-file';

const ROOT = join(__dirname, '../../..');
const run = promisify(execFile);
/** Five processes that start at once on a busy machine. */
const START_MS = 180_000;

/** Where the servers of this test listen instead of the names and ports of the compose network, host:port each. */
export interface Substitutes {
  readonly mysql: string;
  readonly redis: string;
}

/** One process of a service. */
export interface Composed {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exit: Promise<number | null>;
}

/** Runs the commands of compose services on this machine. What differs from the compose file is listed in `substituted`, all of it. */
export class ComposedProcesses {
  readonly folder = mkdtempSync(join(tmpdir(), 'compose-'));
  private readonly ports = new Map<string, number>();
  private readonly started: Composed[] = [];

  private constructor(
    private readonly services: Readonly<Record<string, Service>>,
    private readonly substitutes: Substitutes,
  ) {}

  static async of(services: Readonly<Record<string, Service>>, substitutes: Substitutes): Promise<ComposedProcesses> {
    const processes = new ComposedProcesses(services, substitutes);
    for (const name of Object.keys(services)) processes.ports.set(name, await freePort());
    return processes;
  }

  start(name: string): Composed {
    const service = this.service(name);
    mkdirSync(this.dataDir(name), { recursive: true });
    const [, ...args] = service.command.map((word) => this.substituted(name, word));
    // The command starts with the node of the image; here it is the one that runs the test.
    const child = spawn(process.execPath, args, { cwd: ROOT, env: this.environment(name), stdio: ['ignore', 'pipe', 'pipe'] });
    keepProcess(child);
    let output = '';
    const read = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    const exit = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    const composed = { child, output: () => output, exit };
    this.started.push(composed);
    return composed;
  }

  /** Waits until the service is ready, and asks the health check of the image whether it sees that. */
  async untilHealthy(name: string, { output, child }: Composed): Promise<void> {
    const end = Date.now() + START_MS;
    while (!(await isReady(this.url(name)))) {
      if (child.exitCode !== null || Date.now() > end) throw new Error(`${name} is not well:\n${output()}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const [, ...check] = healthcheckOfImage();
    await run(process.execPath, check, { env: this.environment(name) });
  }

  url(name: string): string {
    return `http://127.0.0.1:${this.ports.get(name)}`;
  }

  dataDir(name: string): string {
    return join(this.folder, name);
  }

  async stop(): Promise<void> {
    for (const { child } of this.started) child.kill('SIGKILL');
    await Promise.all(this.started.map(({ exit }) => exit));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private environment(name: string): Record<string, string> {
    const { PATH = '', HOME = '' } = process.env;
    const own = Object.entries(this.service(name).environment).map(([key, value]) => [key, this.substituted(name, value)]);
    // A port is a setting of its own, no part of an address.
    const port = 'PORT' in this.service(name).environment ? { PORT: String(this.ports.get(name)) } : {};
    return { PATH, HOME, NODE_ENV: 'production', ...(Object.fromEntries(own) as Record<string, string>), ...port };
  }

  private substituted(name: string, text: string): string {
    const { mysql, redis } = this.substitutes;
    const addresses = Object.keys(this.services).map(
      (each) => [`//${each}:4001`, `//127.0.0.1:${this.ports.get(each)}`] as const,
    );
    const all = [
      ['@mysql:3306', `@${mysql}`],
      ['@redis:6379', `@${redis}`],
      ...addresses,
      ['0.0.0.0', '127.0.0.1'],
      // A volume of the container.
      ['/data', this.dataDir(name)],
    ] as const;
    return all.reduce((replaced, [from, to]) => replaced.replace(from, to), text);
  }

  private service(name: string): Service {
    const service = this.services[name];
    if (!service) throw new Error(`no service ${name}`);
    return service;
  }
}

/** The command of HEALTHCHECK in the Dockerfile. */
function healthcheckOfImage(): readonly string[] {
  const [, command = '[]'] = /^HEALTHCHECK .*\\\n\s*CMD (\[.*\])$/m.exec(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')) ?? [];
  return JSON.parse(command) as string[];
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}
