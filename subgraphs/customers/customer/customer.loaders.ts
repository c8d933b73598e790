import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import type { Customer } from './customer';
import type { CustomerRegistry } from './customer.source';

export interface CustomerLoaders {
  readonly byId: DataLoader<string, Customer | null>;
  readonly bySource: DataLoader<SourceKey, Customer | null, string>;
}

export function customerLoaders(registry: CustomerRegistry): CustomerLoaders {
  return {
    byId: new DataLoader((ids) => registry.byIds(ids), { maxBatchSize: MAX_BATCH }),
    bySource: new DataLoader((keys) => registry.bySource(keys), { cacheKeyFn: sourceKeyText, maxBatchSize: MAX_BATCH }),
  };
}
