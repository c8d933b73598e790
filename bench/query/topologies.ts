import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { urlVariable } from '#runtime/url-variable';
import { startServer } from '#testing/ephemeral-server';
import { AS_OF } from '../../demo/as-of';
import { SYSTEMS } from '../../demo/ddl/table-definition';
import { demoDataIn } from '../../demo/load/demo-data';
import { loadEmbedded } from '../../demo/load/embedded';
import { loadMysql, mysqlDatabase } from '../../demo/load/mysql';
import { printLines } from '../print-table';
import { processUse } from './process-use';
import { ServedProcess, type Part } from './served-process';

const SUBGRAPHS = ['customers', 'sales', 'service-tickets', 'hospitality'] as const;
const SEED = 1;
/** At its first start customers matches all party records; that takes as long as there are many. */
const START_MS_PER_PARTY = 20;
const START_MS = 120_000;

/** A running graph whose processes can be measured. */
export interface MeasuredGraph {
  readonly url: string;
  /** Folder with the key of its demo issuer. */
  readonly dataDir: string;
  readonly processes: readonly ServedProcess[];
  /** CPU milliseconds since the start, by part. */
  cpuMs(): ReadonlyMap<Part, number>;
  stop(): Promise<void>;
}

export interface Data {
  /** Folder for databases and stores. */
  readonly directory: string;
  readonly parties: number;
}

export const TOPOLOGIES = { embedded: startEmbedded, distributed: startDistributed } as const;
export type TopologyName = keyof typeof TOPOLOGIES;

/** The one process of `npm start`, after the first look of its worker. */
async function startEmbedded({ directory, parties }: Data): Promise<MeasuredGraph> {
  const dataDir = join(directory, `embedded-${parties}`);
  const legacy = join(dataDir, 'legacy');
  if (!existsSync(legacy) || demoDataIn(legacy) !== 'CURRENT') {
    printLines(`Writing ${parties} customers into files ...`);
    mkdirSync(legacy, { recursive: true });
    loadEmbedded({ directory: legacy, parties, seed: SEED });
  }
  const startMs = START_MS + parties * START_MS_PER_PARTY;
  const environment = { DATA_DIR: dataDir, ...QUIET_WORKER };
  const served = await ServedProcess.start({
    name: 'npm start',
    part: 'gateway',
    main: ['gateway/embedded.ts'],
    environment,
    startMs,
  });
  try {
    await untilLooked(served, startMs);
  } catch (error) {
    await served.stop();
    throw error;
  }
  return { url: served.url, dataDir, processes: [served], cpuMs: () => sumByPart([served]), stop: () => served.stop() };
}

/** After its first look the worker rests: what it does then is no part of a request. */
const QUIET_WORKER = { WORKER_INTERVAL_SECONDS: '86400', WORKER_COMPARE_SECONDS: '86400' };

/** The worker has looked at every feed, and timeline and profiles hold all that is in the sources. */
const untilLooked = (served: ServedProcess, withinMs: number): Promise<void> =>
  served.until(
    async () => (await (await fetch(`${served.url}/metrics`)).text()).includes('worker_feed_lag_seconds{'),
    withinMs,
    'has a worker that does not come to an end',
  );

/** Gateway and four subgraphs as processes of their own, on MariaDB. */
async function startDistributed({ directory, parties }: Data): Promise<MeasuredGraph> {
  const server = await startServer();
  if (!server) throw new Error('neither mariadbd nor mysqld is installed; --topology embedded needs none');
  const processes: ServedProcess[] = [];
  const stop = async (): Promise<void> => {
    for (const each of processes.splice(0).reverse()) await each.stop();
    await server.stop();
  };
  try {
    printLines(`Loading ${parties} customers into MariaDB ...`);
    await loadMysql({ url: server.url, parties, seed: SEED });
    const dataDir = join(directory, 'distributed');
    const common = { ...(await settings(server.url)), DATA_DIR: dataDir };
    const addresses: Record<string, string> = {};
    const startMs = START_MS + parties * START_MS_PER_PARTY;
    for (const name of SUBGRAPHS) {
      const key = `k1:${randomBytes(32).toString('hex')}`;
      const environment = { ...common, SIGNING_KEYS: key };
      const main = ['subgraphs/subgraph.ts', name];
      const served = await ServedProcess.start({ name, part: 'subgraphs', main, environment, startMs });
      processes.push(served);
      addresses[urlVariable('SUBGRAPH', name)] = `${served.url}/graphql`;
      addresses[urlVariable('SUBGRAPH', name).replace(/_URL$/, '_KEY')] = key;
    }
    await followOnce({ ...common, ...addresses, ...QUIET_WORKER }, startMs);
    const environment = { ...common, ...addresses };
    const main = ['gateway/main.ts'];
    const gateway = await ServedProcess.start({ name: 'gateway', part: 'gateway', main, environment, startMs: START_MS });
    processes.push(gateway);
    const cpuMs = (): ReadonlyMap<Part, number> => sumByPart(processes).set('database', processUse(server.pid).cpuMs);
    return { url: gateway.url, dataDir, processes, cpuMs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Lets a worker fill timeline and profiles, and ends it: what it does is no part of a request. */
async function followOnce(environment: Readonly<Record<string, string>>, startMs: number): Promise<void> {
  printLines('Waiting for the first look of the worker ...');
  const main = ['subgraphs/customers/worker/main.ts'];
  const worker = await ServedProcess.start({ name: 'worker', part: 'subgraphs', main, environment, startMs });
  try {
    await untilLooked(worker, startMs);
  } finally {
    await worker.stop();
  }
}

async function settings(url: string): Promise<Record<string, string>> {
  const connection = await createConnection(url);
  for (const store of ['customers', 'sales']) await connection.query(`create database crm_${store} character set utf8mb4`);
  await connection.end();
  return {
    BUSINESS_DATE: AS_OF,
    DB_CUSTOMERS_URL: `${url}/crm_customers`,
    DB_SALES_URL: `${url}/crm_sales`,
    ...Object.fromEntries(SYSTEMS.map((system) => [urlVariable('SOURCE', system), `${url}/${mysqlDatabase(system)}`])),
  };
}

function sumByPart(processes: readonly ServedProcess[]): Map<Part, number> {
  const sums = new Map<Part, number>();
  for (const each of processes) sums.set(each.part, (sums.get(each.part) ?? 0) + each.use().cpuMs);
  return sums;
}
