import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import type { ReceivableFacts } from './receivable-balance';
import type { ReceivableFactsSource } from './receivables.source';

export interface ReceivablesLoaders {
  /** All receivable documents of a customer; whatever is computed from them shares the read. */
  readonly receivableFacts: DataLoader<readonly SourceKey[], readonly ReceivableFacts[], string>;
}

export function receivablesLoaders(source: ReceivableFactsSource): ReceivablesLoaders {
  return {
    receivableFacts: new DataLoader((customers) => source.receivableFacts(customers), {
      cacheKeyFn: (keys) => keys.map(sourceKeyText).join('\n'),
      maxBatchSize: MAX_BATCH,
    }),
  };
}
