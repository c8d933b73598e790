import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import { summarise, type StaySummary } from './stay-summary';
import type { StayFactsSource } from './stay-summary.source';

export interface StaySummaryLoaders {
  readonly staySummary: DataLoader<readonly SourceKey[], StaySummary, string>;
}

export function staySummaryLoaders(source: StayFactsSource, today: string): StaySummaryLoaders {
  return {
    staySummary: new DataLoader(
      async (customers) => (await source.stayFacts(customers)).map((stays) => summarise(stays, today)),
      { cacheKeyFn: (keys) => keys.map(sourceKeyText).join('\n'), maxBatchSize: MAX_BATCH },
    ),
  };
}
