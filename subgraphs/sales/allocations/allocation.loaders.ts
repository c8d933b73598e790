import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import type { Allocation } from './allocation';
import type { AllocationSource } from './allocation.source';

export interface AllocationLoaders {
  readonly allocationsOfInvoice: DataLoader<SourceKey, readonly Allocation[], string>;
  readonly allocationsOfReceipt: DataLoader<SourceKey, readonly Allocation[], string>;
}

export function allocationLoaders(source: AllocationSource): AllocationLoaders {
  const options = { cacheKeyFn: sourceKeyText, maxBatchSize: MAX_BATCH };
  return {
    allocationsOfInvoice: new DataLoader((keys) => source.ofInvoices(keys), options),
    allocationsOfReceipt: new DataLoader((keys) => source.ofReceipts(keys), options),
  };
}
