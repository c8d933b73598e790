import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import type { LimitFacts } from './credit-limit';
import type { CreditLimitSource } from './credit-limit.source';

export interface CreditLimitLoaders {
  readonly limitFacts: DataLoader<readonly SourceKey[], LimitFacts, string>;
}

export const creditLimitLoaders = (source: CreditLimitSource): CreditLimitLoaders => ({
  limitFacts: new DataLoader((customers) => source.limitFacts(customers), {
    cacheKeyFn: (keys) => keys.map(sourceKeyText).join('\n'),
    maxBatchSize: MAX_BATCH,
  }),
});
