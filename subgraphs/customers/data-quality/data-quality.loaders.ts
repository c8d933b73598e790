import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import type { CheckedByDimension } from './assess-record';
import type { QualityRunDetails, QualityRuns } from './quality-run';

export interface QualityLoaders {
  readonly qualityOfRun: DataLoader<string, QualityRunDetails>;
  readonly qualityOfRecord: DataLoader<SourceKey, CheckedByDimension | null, string>;
}

export function qualityLoaders(runs: QualityRuns): QualityLoaders {
  return {
    qualityOfRun: new DataLoader((ids) => runs.details(ids), { maxBatchSize: MAX_BATCH }),
    qualityOfRecord: new DataLoader((keys) => runs.ofRecords(keys), { cacheKeyFn: sourceKeyText, maxBatchSize: MAX_BATCH }),
  };
}
