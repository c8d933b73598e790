import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import type { Survey } from './survey';
import type { SurveySource } from './survey.source';

export interface SurveyLoaders {
  readonly surveys: DataLoader<SourceKey, readonly Survey[], string>;
}

export function surveyLoaders(source: SurveySource): SurveyLoaders {
  return {
    surveys: new DataLoader((tickets) => source.surveys(tickets), { cacheKeyFn: sourceKeyText, maxBatchSize: MAX_BATCH }),
  };
}
