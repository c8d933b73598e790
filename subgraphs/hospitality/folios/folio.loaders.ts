import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import { folioOf, type Folio } from './folio';
import type { FolioSource } from './folio.source';

export interface FolioLoaders {
  readonly folios: DataLoader<SourceKey, Folio, string>;
}

export function folioLoaders(source: FolioSource): FolioLoaders {
  return {
    folios: new DataLoader(async (stays) => (await source.folioFacts(stays)).map(folioOf), {
      cacheKeyFn: sourceKeyText,
      maxBatchSize: MAX_BATCH,
    }),
  };
}
