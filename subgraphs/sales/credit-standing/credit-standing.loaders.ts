import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import type { StandingFacts } from './credit-standing';
import type { StandingFactsSource } from './credit-standing.source';

export interface CreditStandingLoaders {
  readonly standingFacts: DataLoader<readonly SourceKey[], readonly StandingFacts[], string>;
}

export const creditStandingLoaders = (source: StandingFactsSource): CreditStandingLoaders => ({
  standingFacts: new DataLoader((customers) => source.standingFacts(customers), {
    cacheKeyFn: (keys) => keys.map(sourceKeyText).join('\n'),
    maxBatchSize: MAX_BATCH,
  }),
});
