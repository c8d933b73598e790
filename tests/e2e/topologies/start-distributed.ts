import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import type { SubgraphOptions } from '#runtime/in-process-subgraph';
import { readSubgraphConfig } from '#runtime/subgraph-process/config';
import { startSubgraph, type RunningSubgraph } from '#runtime/subgraph-process/start-subgraph';
import { keyVariable, urlVariable } from '#runtime/url-variable';
import { keepMetrics } from '#testing/told/keep-process';
import { tracesKept } from '#testing/told/trace-door';
import { AS_OF } from '../../../demo/as-of';
import { readConfig, turnTelemetryOff } from '../../../gateway/config';
import { SUBGRAPHS } from '../../../gateway/start-embedded';
import { startGateway } from '../../../gateway/start-gateway';
import type { Graph } from './operations';

type Urls = Readonly<Record<string, string>>;

export interface Distributed extends Graph {
  /** Where each subgraph really listens. */
  readonly subgraphs: Urls;
  /** Starts another process of a subgraph beside the one there is, on files of its own. @returns where it listens */
  startBeside(name: string): Promise<string>;
  /** Ends the process of a subgraph that was started first, as a signal ends it. */
  stopFirst(name: string): Promise<void>;
  stop(): Promise<void>;
}

export interface DistributedOptions {
  /** Environment of the subgraph processes: SOURCE_<ID>_URL, DB_<STORE>_URL. */
  readonly environment: Readonly<Record<string, string>>;
  /** Puts something between the gateway and a subgraph. */
  readonly through?: (name: string, url: string) => Promise<string>;
  readonly onStatement?: SubgraphOptions['onStatement'];
  readonly log?: Logger;
}

/** The gateway and its four subgraphs as they run apart: real HTTP between them, in one process for the sake of the test. */
export async function startDistributed({
  environment,
  through,
  onStatement,
  log = pino({ level: 'silent' }),
}: DistributedOptions): Promise<Distributed> {
  turnTelemetryOff();
  const dataDir = mkdtempSync(join(tmpdir(), 'distributed-'));
  const closing: (() => Promise<void>)[] = [() => Promise.resolve(rmSync(dataDir, { recursive: true, force: true }))];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  const common = { PORT: '0', DATA_DIR: dataDir, BUSINESS_DATE: AS_OF, ...tracesKept(), ...environment };
  const subgraphs: Record<string, string> = {};
  const addresses: Record<string, string> = {};
  const firsts = new Map<string, RunningSubgraph>();
  const startOne = async (name: string, key: string, folder: string): Promise<RunningSubgraph> => {
    const config = readSubgraphConfig({ ...common, DATA_DIR: folder, SIGNING_KEYS: key });
    const create = SUBGRAPHS[name];
    if (!create) throw new Error(`there is no subgraph ${name}`);
    const running = await startSubgraph(name, create, config, log, onStatement);
    closing.push(() => keepMetrics(running.url).then(() => running.stop()));
    return running;
  };
  const startBeside = async (name: string): Promise<string> =>
    (await startOne(name, addresses[keyVariable(name)] ?? '', join(dataDir, 'beside'))).url;
  const stopFirst = async (name: string): Promise<void> => firsts.get(name)?.stop();
  try {
    for (const name of Object.keys(SUBGRAPHS)) {
      const key = `k1:${randomBytes(32).toString('hex')}`;
      const running = await startOne(name, key, dataDir);
      firsts.set(name, running);
      subgraphs[name] = running.url;
      addresses[urlVariable('SUBGRAPH', name)] = through ? await through(name, running.url) : running.url;
      addresses[keyVariable(name)] = key;
    }
    const gateway = await startGateway(readConfig({ ...common, ...addresses }), log);
    closing.push(() => keepMetrics(gateway.url).then(() => gateway.stop()));
    return { url: gateway.url, dataDir, subgraphs, startBeside, stopFirst, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
