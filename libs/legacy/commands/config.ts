import { resolve } from 'node:path';
import { urlVariable } from '#runtime/url-variable';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the commands read from the environment. */
export interface CommandConfig {
  readonly sourcesFile: string;
  /** Business day for derived fields; null: today where the source is. */
  readonly businessDate: string | null;
  /** SOURCE_URL, which stands for `--url` without showing a password in the process list. */
  readonly url: string | null;
  /** SOURCE_<ID>_URL, else the demo file of that name. */
  readonly urlOf: (source: string) => string;
}

export function readCommandConfig(environment: Environment = process.env): CommandConfig {
  const dataDir = resolve(environment.DATA_DIR || '.data');
  return {
    sourcesFile: resolve(environment.SOURCES_FILE || 'demo/sources.yaml'),
    businessDate: environment.BUSINESS_DATE || null,
    url: environment.SOURCE_URL || null,
    urlOf: (source) => environment[urlVariable('SOURCE', source)] || `file:${dataDir}/legacy/${source}.db`,
  };
}
