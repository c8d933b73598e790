import { resolve } from 'node:path';
import { COMMON_SETTINGS, readSettings, type Connections, type Environment } from '#runtime/config';

const { DATA_DIR } = COMMON_SETTINGS;

export interface RebuildConfig extends Pick<Connections, 'storeUrl'> {
  readonly dataDir: string;
}

/** Where the store of customers is. @throws ConfigError */
export function readRebuildConfig(environment: Environment = process.env): RebuildConfig {
  const set = readSettings({ DATA_DIR }, environment);
  return { dataDir: resolve(set.DATA_DIR), storeUrl: set.storeUrl };
}
