import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import { RecordLoaders } from '#graphql/record-loaders';
import type { Order, OrderFilter } from './order';
import type { OrderLine, OrderSource } from './order.source';

export interface OrderLoaders {
  readonly orders: RecordLoaders<Order, OrderFilter>;
  readonly orderLines: DataLoader<SourceKey, readonly OrderLine[], string>;
}

export function orderLoaders(source: OrderSource): OrderLoaders {
  return {
    orders: new RecordLoaders(source),
    orderLines: new DataLoader((keys) => source.lines(keys), { cacheKeyFn: sourceKeyText, maxBatchSize: MAX_BATCH }),
  };
}
