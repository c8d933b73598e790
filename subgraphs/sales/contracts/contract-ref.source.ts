import type { SourceKey } from '#core/source-key';

/** References that partners know contracts by: random, stored, and telling nothing about the contract. */
export interface ContractRefs {
  /** The reference of each contract, allotted at its first use, in contract order. */
  refsOf(contracts: readonly SourceKey[]): Promise<readonly string[]>;
  /** The contracts behind references; null where nobody was given the reference. */
  contractsOf(refs: readonly string[]): Promise<readonly (SourceKey | null)[]>;
}
