import DataLoader from 'dataloader';
import { MAX_BATCH } from '#graphql/loader-family';
import type { StewardDecision } from './steward-decision';
import type { StewardEvents } from './steward-decision.source';

export interface StewardDecisionLoaders {
  readonly decisions: DataLoader<string, StewardDecision | null>;
}

export const stewardDecisionLoaders = (events: StewardEvents): StewardDecisionLoaders => ({
  decisions: new DataLoader((ids) => events.decisionsByIds(ids), { maxBatchSize: MAX_BATCH }),
});
