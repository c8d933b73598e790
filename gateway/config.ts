import { join, resolve } from 'node:path';
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
import { SUBGRAPH_SETTINGS } from '#runtime/subgraph-process/config';
import { readSubgraphAddresses, type SubgraphAddress } from '#runtime/subgraph-address';
import { WORKER_SETTINGS } from '#runtime/worker-settings';

export { ConfigError };

/** A whole origin as browsers send it; `*` and `null` are none. */
const isOrigin = (text: string): boolean => /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;

const GATEWAY_SETTINGS = {
  PORT: z.coerce.number().int().min(0).max(65535).default(4000).describe('Port the process listens on.'),
  HOST: z.string().default('127.0.0.1').describe('Address the process listens on.'),
  ...COMMON_SETTINGS,
  ...SOURCE_SETTINGS,
  ...WORKER_SETTINGS,
  SUPERGRAPH: z
    .string()
    .default('schema/supergraph.graphql')
    .describe(
      'The composed schema to serve, with audiences/<audience>.graphql beside it; the gateway process takes new ones up while it runs.',
    ),
  TRUSTED_DOCUMENTS: z
    .string()
    .default('schema/trusted-documents.json')
    .describe('Manifest of the operations that clients may name by id; partners run nothing else.'),
  JWKS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Key set of your identity provider; without it the demo issuer signs tokens.'),
  JWT_ISSUER: z.string().optional().describe('Issuer that tokens of your identity provider must name; needed with JWKS_URL.'),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== ''),
    )
    .refine((origins) => origins.every(isOrigin), 'must be origins like https://crm.example.com, with a comma between them')
    .describe(
      'Origins whose pages may read answers in a browser, with a comma between them; none: only pages of no other origin.',
    ),
  AUDIT_KEY_FILE: z
    .string()
    .optional()
    .describe(
      'Key of the audit trail, made when it is not there and the same for all gateway processes; the default is DATA_DIR/audit-key.json.',
    ),
  AUDIT_HEADS_FILE: z
    .string()
    .optional()
    .describe(
      'Where the ends of the audit trail are noted, signed: a place that whoever can write the store of the gateway cannot; the default is DATA_DIR/audit-heads.jsonl.',
    ),
  POLICY: z
    .enum(['on', 'off'])
    .default('on')
    .describe(
      'Of the gateway process: off serves any supergraph to anybody on this machine, unsigned, with the hard limits only.',
    ),
};

export interface Config extends Connections, OperatorSettings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly businessDate: string | null;
  readonly sourcesFile: string;
  readonly workerIntervalMs: number;
  /** Null: not said. */
  readonly workerCompareMs: number | null;
  readonly qualityEveryMs: number;
  readonly supergraphFile: string;
  readonly trustedDocuments: string;
  /** Null: the demo issuer signs. */
  readonly provider: { readonly jwksUrl: string; readonly issuer: string } | null;
  /** Origins whose pages may read answers. */
  readonly corsOrigins: ReadonlySet<string>;
  readonly auditKeyFile: string;
  readonly auditHeadsFile: string;
  readonly policyDir: string;
  readonly redisUrl: string | null;
  readonly policy: 'on' | 'off';
  /** SUBGRAPH_<NAME>_URL and SUBGRAPH_<NAME>_KEY of each name. @throws ConfigError naming all that are missing or cannot be read */
  readonly subgraphs: (names: readonly string[]) => ReadonlyMap<string, SubgraphAddress>;
}

/** @throws ConfigError naming every variable that cannot be used */
export function readConfig(environment: Environment = process.env): Config {
  const set = readSettings(GATEWAY_SETTINGS, environment);
  if (set.POLICY === 'off' && !['127.0.0.1', '::1', 'localhost'].includes(set.HOST))
    throw new ConfigError(`HOST: POLICY=off serves this machine only: HOST=127.0.0.1, not ${set.HOST}`);
  return {
    port: set.PORT,
    host: set.HOST,
    dataDir: resolve(set.DATA_DIR),
    businessDate: set.BUSINESS_DATE ?? null,
    sourcesFile: resolve(set.SOURCES_FILE),
    workerIntervalMs: set.WORKER_INTERVAL_SECONDS * 1000,
    workerCompareMs: set.WORKER_COMPARE_SECONDS === undefined ? null : set.WORKER_COMPARE_SECONDS * 1000,
    qualityEveryMs: set.DATA_QUALITY_HOURS * 3_600_000,
    supergraphFile: resolve(set.SUPERGRAPH),
    trustedDocuments: resolve(set.TRUSTED_DOCUMENTS),
    provider: providerOf(set),
    corsOrigins: new Set(set.CORS_ORIGINS),
    auditKeyFile: resolve(set.AUDIT_KEY_FILE ?? join(set.DATA_DIR, 'audit-key.json')),
    auditHeadsFile: resolve(set.AUDIT_HEADS_FILE ?? join(set.DATA_DIR, 'audit-heads.jsonl')),
    policyDir: resolve(set.POLICY_DIR),
    redisUrl: set.REDIS_URL ?? null,
    ...operatorSettings(set),
    policy: set.POLICY,
    sourceUrl: set.sourceUrl,
    storeUrl: set.storeUrl,
    subgraphs: (names) => readSubgraphAddresses(names, environment),
  };
}

// A provider signs for other applications and tenants with the same keys: only the issuer tells whose tokens they are.
function providerOf({
  JWKS_URL: jwksUrl,
  JWT_ISSUER: issuer,
}: {
  JWKS_URL?: string | undefined;
  JWT_ISSUER?: string | undefined;
}): Config['provider'] {
  if (jwksUrl === undefined) return null;
  if (issuer === undefined)
    throw new ConfigError('JWT_ISSUER: needed with JWKS_URL: the "iss" of the tokens of your identity provider');
  return { jwksUrl, issuer };
}

/** Keeps the gateway's library from reporting to its maker; it reads this when it is loaded. */
export function turnTelemetryOff(environment: Record<string, string | undefined> = process.env): void {
  environment.APOLLO_TELEMETRY_DISABLED = '1';
}

const PER_NAME = [
  '# Connection of a legacy source, mysql://user:password@host:3306/database or file:/path; <ID> is its id in upper case. With ?ca=/path/ca.pem at its end a mysql URL is encrypted, and only a server of that authority is spoken to.\n# SOURCE_FINANCE_URL=',
  '# Connection of an owned store (gateway, customers, sales, service-tickets, hospitality: DB_SERVICE_TICKETS_URL); the default is a file in DATA_DIR/owned.\n# DB_CUSTOMERS_URL=',
  '# Of the gateway process: where a subgraph process listens, http://host:port/graphql; <NAME> is its name in upper case.\n# SUBGRAPH_CUSTOMERS_URL=',
  '# Of the gateway process: the key that signs requests to this subgraph, id:secret, one of its SIGNING_KEYS.\n# SUBGRAPH_CUSTOMERS_KEY=',
];

/** The text of `.env.example`: every variable with its meaning and default. */
export function envExample(): string {
  const lines = Object.entries({ ...GATEWAY_SETTINGS, ...SUBGRAPH_SETTINGS }).map(([name, type]) => {
    const value: unknown = type.safeParse(undefined).data;
    return `# ${type.description ?? ''}\n${value === undefined ? '# ' : ''}${name}=${typeof value === 'string' || typeof value === 'number' ? value : ''}`;
  });
  return [...lines, ...PER_NAME].join('\n\n') + '\n';
}
