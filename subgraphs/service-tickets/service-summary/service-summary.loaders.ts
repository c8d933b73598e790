import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import { summarise, type ServiceSummary } from './service-summary';
import type { TicketFactsSource } from './service-summary.source';

export interface ServiceSummaryLoaders {
  readonly serviceSummary: DataLoader<readonly SourceKey[], ServiceSummary, string>;
}

export function serviceSummaryLoaders(source: TicketFactsSource): ServiceSummaryLoaders {
  return {
    serviceSummary: new DataLoader(async (customers) => (await source.ticketFacts(customers)).map(summarise), {
      cacheKeyFn: (keys) => keys.map(sourceKeyText).join('\n'),
      maxBatchSize: MAX_BATCH,
    }),
  };
}
