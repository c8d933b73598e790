import DataLoader from 'dataloader';
import { MAX_BATCH } from '#graphql/loader-family';
import type { Preference, PreferenceCode } from './preference';
import type { PreferenceSource } from './preference.source';

export interface PreferenceLoaders {
  readonly preferences: DataLoader<PreferenceCode, Preference, string>;
}

export function preferenceLoaders(source: PreferenceSource): PreferenceLoaders {
  const load = async (codes: readonly PreferenceCode[]): Promise<readonly Preference[]> => {
    const names = await source.names(codes);
    return codes.map(({ code }, i) => ({ code, name: names[i] ?? null }));
  };
  return {
    preferences: new DataLoader(load, { cacheKeyFn: ({ system, code }) => `${system} ${code}`, maxBatchSize: MAX_BATCH }),
  };
}
