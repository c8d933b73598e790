import DataLoader from 'dataloader';
import { MAX_BATCH } from '#graphql/loader-family';
import type { CustomerProfile } from './customer-profile';
import type { CustomerProfiles, SystemAsOf } from './customer-profile.source';

export interface ProfileLoaders {
  readonly profiles: DataLoader<string, CustomerProfile | null>;
  /** One answer for the whole request. */
  readonly asOf: DataLoader<'all', readonly SystemAsOf[]>;
}

export function profileLoaders(profiles: CustomerProfiles): ProfileLoaders {
  return {
    profiles: new DataLoader((ids) => profiles.byIds(ids), { maxBatchSize: MAX_BATCH }),
    asOf: new DataLoader(async (keys) => {
      const known = await profiles.asOf();
      return keys.map(() => known);
    }),
  };
}
