import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import type { SubgraphOptions } from '#runtime/in-process-subgraph';
import { readSubgraphConfig } from '#runtime/subgraph-process/config';
import { startSubgraph } from '#runtime/subgraph-process/start-subgraph';
import { keyVariable, urlVariable } from '#runtime/url-variable';
import { AS_OF } from '../../../demo/as-of';
import { readConfig, turnTelemetryOff } from '../../../gateway/config';
import { SUBGRAPHS } from '../../../gateway/start-embedded';
import { startGateway } from '../../../gateway/start-gateway';
import type { Graph } from './operations';

type Urls = Readonly<Record<string, string>>;

export interface Distributed extends Graph {
  /** Where each subgraph really listens. */
  readonly subgraphs: Urls;
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
  const common = { PORT: '0', DATA_DIR: dataDir, BUSINESS_DATE: AS_OF, ...environment };
  const subgraphs: Record<string, string> = {};
  const addresses: Record<string, string> = {};
  try {
    for (const [name, create] of Object.entries(SUBGRAPHS)) {
      const key = `k1:${randomBytes(32).toString('hex')}`;
      const config = readSubgraphConfig({ ...common, SIGNING_KEYS: key });
      const running = await startSubgraph(name, create, config, log, onStatement);
      closing.push(() => running.stop());
      subgraphs[name] = running.url;
      addresses[urlVariable('SUBGRAPH', name)] = through ? await through(name, running.url) : running.url;
      addresses[keyVariable(name)] = key;
    }
    const gateway = await startGateway(readConfig({ ...common, ...addresses }), log);
    closing.push(() => gateway.stop());
    return { url: gateway.url, dataDir, subgraphs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
