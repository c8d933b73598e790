import { resolve } from 'node:path';
import { z } from 'zod';
import {
  COMMON_SETTINGS,
  operatorSettings,
  readSettings,
  SOURCE_SETTINGS,
  type Connections,
  type Environment,
  type OperatorSettings,
} from '../config';
import { parseSigningKeys } from '../signing/signed-request';

/** Settings that only a subgraph process has. */
export const SUBGRAPH_SETTINGS = {
  SIGNING_KEYS: z
    .string()
    .transform((text, context) => {
      const keys = parseSigningKeys(text);
      if (!keys) context.addIssue({ code: 'custom', message: 'expected id:secret, a secret of 64 hexadecimal digits or more' });
      return keys ?? z.NEVER;
    })
    .describe('Of a subgraph process: keys it accepts, id:secret[,id:secret]; a secret has 64 hexadecimal digits or more.'),
};

const SETTINGS = {
  PORT: z.coerce.number().int().min(0).max(65535).default(4001),
  HOST: z.string().default('127.0.0.1'),
  ...COMMON_SETTINGS,
  ...SOURCE_SETTINGS,
  ...SUBGRAPH_SETTINGS,
};

export interface SubgraphConfig extends Connections, OperatorSettings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly businessDate: string | null;
  readonly sourcesFile: string;
  readonly signingKeys: NonNullable<ReturnType<typeof parseSigningKeys>>;
  readonly policyDir: string;
  readonly redisUrl: string | null;
}

/** Settings of `npm run subgraph`. @throws ConfigError */
export function readSubgraphConfig(environment: Environment = process.env): SubgraphConfig {
  const set = readSettings(SETTINGS, environment);
  return {
    port: set.PORT,
    host: set.HOST,
    dataDir: resolve(set.DATA_DIR),
    businessDate: set.BUSINESS_DATE ?? null,
    sourcesFile: resolve(set.SOURCES_FILE),
    signingKeys: set.SIGNING_KEYS,
    policyDir: resolve(set.POLICY_DIR),
    redisUrl: set.REDIS_URL ?? null,
    ...operatorSettings(set),
    sourceUrl: set.sourceUrl,
    storeUrl: set.storeUrl,
  };
}
