import { resolve } from 'node:path';
import { z } from 'zod';
import { urlVariable } from '#runtime/url-variable';

const Settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4000).describe('Port the gateway listens on.'),
  HOST: z.string().default('127.0.0.1').describe('Address the gateway listens on.'),
  DATA_DIR: z.string().default('.data').describe('Folder of the demo databases, the owned stores, the lock and the demo key.'),
  BUSINESS_DATE: z.iso
    .date()
    .optional()
    .describe('Business day of the rules, YYYY-MM-DD; the demo has its own, otherwise today in Asia/Shanghai.'),
  SOURCES_FILE: z.string().default('demo/sources.yaml').describe('File that binds mapping files to subgraphs.'),
  SUPERGRAPH: z.string().default('schema/supergraph.graphql').describe('The composed schema to serve.'),
  JWKS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Key set of your identity provider; without it the demo issuer signs tokens.'),
  JWT_ISSUER: z.string().optional().describe('Issuer that tokens of your identity provider must name.'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('warn')
    .describe('Least severe log lines that are written.'),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly businessDate: string | null;
  readonly sourcesFile: string;
  readonly supergraphFile: string;
  readonly jwksUrl: string | null;
  readonly jwtIssuer: string | null;
  readonly logLevel: string;
  /** Connection URL of a legacy source: SOURCE_<ID>_URL, else the demo file. */
  readonly sourceUrl: (sourceId: string) => string;
  /** Connection URL of an owned store: DB_<STORE>_URL, else a file. */
  readonly storeUrl: (store: string) => string;
}

/** Everything wrong with the environment, one line per variable. */
export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError naming every variable that cannot be used */
export function readConfig(environment: Environment = process.env): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Settings.safeParse(set);
  const problems = [...(parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []), ...badUrls(set)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems.join('\n'));
  const { PORT, HOST, DATA_DIR, BUSINESS_DATE, SOURCES_FILE, SUPERGRAPH, JWKS_URL, JWT_ISSUER, LOG_LEVEL } = parsed.data;
  const dataDir = resolve(DATA_DIR);
  return {
    port: PORT,
    host: HOST,
    dataDir,
    businessDate: BUSINESS_DATE ?? null,
    sourcesFile: resolve(SOURCES_FILE),
    supergraphFile: resolve(SUPERGRAPH),
    jwksUrl: JWKS_URL ?? null,
    jwtIssuer: JWT_ISSUER ?? null,
    logLevel: LOG_LEVEL,
    sourceUrl: (id) => set[urlVariable('SOURCE', id)] ?? `file:${dataDir}/legacy/${id}.db`,
    storeUrl: (store) => set[urlVariable('DB', store)] ?? `file:${dataDir}/owned/${store}.db`,
  };
}

// A URL holds a password: its problem is told without it.
function badUrls(set: Environment): readonly string[] {
  return Object.entries(set)
    .filter(([name, value]) => /^(SOURCE|DB)_\w+_URL$/.test(name) && !/^(file:\/|mysql:\/\/.)/.test(value ?? ''))
    .map(([name]) => `${name}: Invalid input: expected file:/path or mysql://user:password@host:3306/database`);
}

/** Keeps the gateway's library from reporting to its maker; it reads this when it is loaded. */
export function turnTelemetryOff(environment: Record<string, string | undefined> = process.env): void {
  environment.APOLLO_TELEMETRY_DISABLED = '1';
}

/** The text of `.env.example`: every variable with its meaning and default. */
export function envExample(): string {
  const lines = Object.entries(Settings.shape).map(([name, type]) => {
    const value = type.safeParse(undefined).data;
    return `# ${type.description ?? ''}\n${value === undefined ? '# ' : ''}${name}=${value ?? ''}`;
  });
  const urls = [
    '# Connection of a legacy source, mysql://user:password@host:3306/database or file:/path; <ID> is its id in upper case.\n# SOURCE_FINANCE_URL=',
    '# Connection of an owned store (customers, sales, service-tickets, hospitality: DB_SERVICE_TICKETS_URL); the default is a file in DATA_DIR/owned.\n# DB_CUSTOMERS_URL=',
  ];
  return [...lines, ...urls].join('\n\n') + '\n';
}
