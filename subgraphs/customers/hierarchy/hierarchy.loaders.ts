import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import type { HierarchySource, ParentStatement } from './hierarchy.source';

export interface HierarchyLoaders {
  readonly namedBy: DataLoader<SourceKey, ParentStatement | null, string>;
  readonly naming: DataLoader<SourceKey, Awaited<ReturnType<HierarchySource['naming']>>[number], string>;
}

export function hierarchyLoaders(source: HierarchySource): HierarchyLoaders {
  const options = { cacheKeyFn: sourceKeyText, maxBatchSize: MAX_BATCH };
  return {
    namedBy: new DataLoader((records) => source.namedBy(records), options),
    naming: new DataLoader((records) => source.naming(records), options),
  };
}
