import { resolve } from 'node:path';
import { z } from 'zod';

const Settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4000).describe('Port the gateway listens on.'),
  HOST: z.string().default('127.0.0.1').describe('Address the gateway listens on.'),
  DATA_DIR: z.string().default('.data').describe('Folder of the demo databases, the owned stores, the lock and the demo key.'),
  BUSINESS_DATE: z.iso
    .date()
    .optional()
    .describe('Business day of the rules, YYYY-MM-DD; the demo has its own, otherwise today in Asia/Shanghai.'),
  SOURCES_FILE: z.string().default('demo/sources.yaml').describe('File that binds mapping files to subgraphs.'),
  JWKS_URL: z.url().optional().describe('Key set of your identity provider; without it the demo issuer signs tokens.'),
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
  readonly jwksUrl: string | null;
  readonly logLevel: string;
  /** Connection URL of a legacy source: SOURCE_<ID>_URL, else the demo file. */
  readonly sourceUrl: (sourceId: string) => string;
  /** Connection URL of an owned store: DB_<STORE>_URL, else a file. */
  readonly storeUrl: (store: string) => string;
}

/** Everything wrong with the environment, one line per variable. */
export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

const variable = (prefix: string, name: string): string => `${prefix}_${name.toUpperCase().replaceAll('-', '_')}_URL`;

/** @throws ConfigError naming every variable that cannot be used */
export function readConfig(environment: Environment = process.env): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Settings.safeParse(set);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  }
  const { PORT, HOST, DATA_DIR, BUSINESS_DATE, SOURCES_FILE, JWKS_URL, LOG_LEVEL } = parsed.data;
  const dataDir = resolve(DATA_DIR);
  return {
    port: PORT,
    host: HOST,
    dataDir,
    businessDate: BUSINESS_DATE ?? null,
    sourcesFile: resolve(SOURCES_FILE),
    jwksUrl: JWKS_URL ?? null,
    logLevel: LOG_LEVEL,
    sourceUrl: (id) => set[variable('SOURCE', id)] ?? `file:${dataDir}/legacy/${id}.db`,
    storeUrl: (store) => set[variable('DB', store)] ?? `file:${dataDir}/owned/${store}.db`,
  };
}

/** The text of `.env.example`: every variable with its meaning and default. */
export function envExample(): string {
  const lines = Object.entries(Settings.shape).map(([name, type]) => {
    const value = type.safeParse(undefined).data;
    return `# ${type.description ?? ''}\n${value === undefined ? '# ' : ''}${name}=${value ?? ''}`;
  });
  const urls = [
    '# Connection of a legacy source, mysql://user:password@host:3306/database or file:/path; <ID> is its id in upper case.\n# SOURCE_FINANCE_URL=',
    '# Connection of an owned store (customers, sales); the default is a file in DATA_DIR/owned.\n# DB_CUSTOMERS_URL=',
  ];
  return [...lines, ...urls].join('\n\n') + '\n';
}
