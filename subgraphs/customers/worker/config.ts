import { resolve } from 'node:path';
import { z } from 'zod';
import {
  COMMON_SETTINGS,
  ConfigError,
  operatorSettings,
  readSettings,
  SOURCE_SETTINGS,
  type Connections,
  type Environment,
  type OperatorSettings,
} from '#runtime/config';
import { readSubgraphAddresses, type SubgraphAddress } from '#runtime/subgraph-address';
import { COMPARE_AT_MOST_MS, WORKER_SETTINGS } from '#runtime/worker-settings';

/** Subgraphs whose feeds are followed. */
const FOLLOWED = ['customers', 'sales', 'service-tickets', 'hospitality'];

const SETTINGS = {
  PORT: z.coerce.number().int().min(0).max(65535).default(4010),
  HOST: z.string().default('127.0.0.1'),
  ...COMMON_SETTINGS,
  ...SOURCE_SETTINGS,
  ...WORKER_SETTINGS,
};

export interface WorkerConfig extends Connections, OperatorSettings {
  readonly port: number;
  readonly host: string;
  readonly businessDate: string | null;
  readonly sourcesFile: string;
  readonly intervalMs: number;
  readonly compareAtMostMs: number;
  readonly qualityEveryMs: number;
  readonly subgraphs: ReadonlyMap<string, SubgraphAddress>;
}

/** Settings of `npm run worker`. @throws ConfigError */
export function readWorkerConfig(environment: Environment = process.env): WorkerConfig {
  const set = readSettings(SETTINGS, environment);
  if (set.storeUrl('customers').startsWith('file:'))
    throw new ConfigError(
      'DB_CUSTOMERS_URL: a worker of its own shares the store of customers, which a file cannot be: mysql://user:password@host:3306/database',
    );
  return {
    port: set.PORT,
    host: set.HOST,
    businessDate: set.BUSINESS_DATE ?? null,
    sourcesFile: resolve(set.SOURCES_FILE),
    ...operatorSettings(set),
    intervalMs: set.WORKER_INTERVAL_SECONDS * 1000,
    compareAtMostMs: set.WORKER_COMPARE_SECONDS === undefined ? COMPARE_AT_MOST_MS : set.WORKER_COMPARE_SECONDS * 1000,
    qualityEveryMs: set.DATA_QUALITY_HOURS * 3_600_000,
    sourceUrl: set.sourceUrl,
    storeUrl: set.storeUrl,
    subgraphs: readSubgraphAddresses(FOLLOWED, environment),
  };
}
