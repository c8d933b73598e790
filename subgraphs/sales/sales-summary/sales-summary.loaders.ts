import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import { summarise, type SalesSummary } from './sales-summary';
import type { OrderFactsSource } from './sales-summary.source';

export interface SalesSummaryLoaders {
  readonly salesSummary: DataLoader<readonly SourceKey[], SalesSummary, string>;
}

export function salesSummaryLoaders(source: OrderFactsSource, today: string): SalesSummaryLoaders {
  return {
    salesSummary: new DataLoader(
      async (customers) => (await source.orderFacts(customers)).map((orders) => summarise(orders, today)),
      { cacheKeyFn: (keys) => keys.map(sourceKeyText).join('\n'), maxBatchSize: MAX_BATCH },
    ),
  };
}
