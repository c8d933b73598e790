import { resolve } from 'node:path';
import { z } from 'zod';
import { wrongMysqlOption } from './mysql-tls';
import { urlVariable } from './url-variable';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything wrong with the environment, one line per variable. */
export class ConfigError extends Error {}

/** Settings that every process has. */
export const COMMON_SETTINGS = {
  DATA_DIR: z.string().default('.data').describe('Folder of the demo databases, the owned stores, the lock and the demo key.'),
  BUSINESS_DATE: z.iso
    .date()
    .optional()
    .describe('Business day of the rules, YYYY-MM-DD; the demo has its own, otherwise today in Asia/Shanghai.'),
  POLICY_DIR: z
    .string()
    .default('schema/policy')
    .describe('Folder of the access policy: audiences, roles, rights, fields, limits; the same for gateway and subgraphs.'),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe(
      'Redis that processes of one kind share: requests a subgraph has seen, requests a caller has sent; without it each process counts alone.',
    ),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('warn')
    .describe('Least severe log lines that are written.'),
  OPS_TOKEN: z
    .string()
    .min(32, 'expected 32 characters or more')
    .optional()
    .describe('Bearer token with which monitoring reads /metrics from other machines, 32 characters or more.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('OpenTelemetry collector that takes traces over OTLP/HTTP, http://host:4318; without it nothing is traced.'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('Part of the traces that are kept, 0 to 1; a caller that traces decides for its own.'),
};

/** How a process talks to its operators. */
export interface OperatorSettings {
  readonly logLevel: string;
  readonly opsToken: string | null;
  /** Where traces go; null: there are none. */
  readonly traces: { readonly endpoint: string; readonly ratio: number } | null;
}

export function operatorSettings(set: z.output<z.ZodObject<typeof COMMON_SETTINGS>>): OperatorSettings {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = set;
  return { logLevel: set.LOG_LEVEL, opsToken: set.OPS_TOKEN ?? null, traces: endpoint ? { endpoint, ratio } : null };
}

/** Settings of processes that read legacy sources. */
export const SOURCE_SETTINGS = {
  SOURCES_FILE: z.string().default('demo/sources.yaml').describe('File that binds mapping files to subgraphs.'),
};

export interface Connections {
  /** Connection URL of a legacy source: SOURCE_<ID>_URL, else the demo file. */
  readonly sourceUrl: (sourceId: string) => string;
  /** Connection URL of an owned store: DB_<STORE>_URL, else a file. */
  readonly storeUrl: (store: string) => string;
}

/** Reads settings. @throws ConfigError naming every variable that cannot be used; a secret or password is never repeated */
export function readSettings<S extends z.ZodRawShape>(
  shape: S,
  environment: Environment,
): z.output<z.ZodObject<S>> & Connections {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = z.object(shape).safeParse(set);
  const problems = [...(parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []), ...badUrls(set)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems.join('\n'));
  const dataDir = resolve(typeof set.DATA_DIR === 'string' ? set.DATA_DIR : '.data');
  return {
    ...parsed.data,
    sourceUrl: (id) => set[urlVariable('SOURCE', id)] ?? `file:${dataDir}/legacy/${id}.db`,
    storeUrl: (store) => set[urlVariable('DB', store)] ?? `file:${dataDir}/owned/${store}.db`,
  };
}

// A URL holds a password: its problem is told without it.
function badUrls(set: Environment): readonly string[] {
  return Object.entries(set).flatMap(([name, value = '']) => {
    if (!/^(SOURCE|DB)_\w+_URL$/.test(name) || value.startsWith('file:/')) return [];
    if (!/^mysql:\/\/./.test(value) || !URL.canParse(value))
      return [`${name}: Invalid input: expected file:/path or mysql://user:password@host:3306/database`];
    const wrong = wrongMysqlOption(value);
    return wrong === null ? [] : [`${name}: ${wrong}`];
  });
}
