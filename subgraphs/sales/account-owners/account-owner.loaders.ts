import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import type { AccountOwnerSource, OwnedParty } from './account-owner.source';

export interface AccountOwnerLoaders {
  readonly ownedParties: DataLoader<readonly SourceKey[], readonly OwnedParty[], string>;
}

export const accountOwnerLoaders = (source: AccountOwnerSource): AccountOwnerLoaders => ({
  ownedParties: new DataLoader((customers) => source.ownedParties(customers), {
    cacheKeyFn: (keys) => keys.map(sourceKeyText).join('\n'),
    maxBatchSize: MAX_BATCH,
  }),
});
