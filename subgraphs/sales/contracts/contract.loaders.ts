import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { MAX_BATCH } from '#graphql/loader-family';
import { RecordLoaders } from '#graphql/record-loaders';
import type { Contract, ContractFilter } from './contract';
import type { ContractRefs } from './contract-ref.source';
import type { ContractSource, Instalment } from './contract.source';

export interface ContractLoaders {
  readonly contracts: RecordLoaders<Contract, ContractFilter>;
  readonly plan: DataLoader<SourceKey, readonly Instalment[], string>;
  readonly ref: DataLoader<SourceKey, string, string>;
  readonly byRef: DataLoader<string, SourceKey | null>;
}

export function contractLoaders(source: ContractSource, refs: ContractRefs): ContractLoaders {
  const options = { cacheKeyFn: sourceKeyText, maxBatchSize: MAX_BATCH };
  return {
    contracts: new RecordLoaders(source),
    plan: new DataLoader((keys) => source.plans(keys), options),
    ref: new DataLoader((keys) => refs.refsOf(keys), options),
    byRef: new DataLoader((keys) => refs.contractsOf(keys), { maxBatchSize: MAX_BATCH }),
  };
}
