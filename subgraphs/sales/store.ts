import type { StoreDefinition } from '#runtime/store/open-store';
import { ContractRefEntity } from './contracts/contract-ref.entity';
import { contractRefs } from './migrations/0001-contract-refs';

/** The owned store of the sales subgraph. */
export const salesStore: StoreDefinition = { name: 'sales', entities: [ContractRefEntity], migrations: [contractRefs] };
