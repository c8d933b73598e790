import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import { receivables, type Receivables } from './receivable-balance';
import type { ReceivableFactsSource } from './receivables.source';

export interface ReceivablesLoaders {
  readonly receivables: DataLoader<readonly SourceKey[], Receivables, string>;
}

export function receivablesLoaders(source: ReceivableFactsSource): ReceivablesLoaders {
  return {
    receivables: new DataLoader(async (customers) => (await source.receivableFacts(customers)).map(receivables), {
      cacheKeyFn: (keys) => keys.map(sourceKeyText).join('\n'),
      maxBatchSize: MAX_BATCH,
    }),
  };
}
