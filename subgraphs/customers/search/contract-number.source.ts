import type { SourceKey } from '#core/source-key';

/** The number of a contract and the party record it was written for. */
export interface ContractNumber {
  readonly party: SourceKey;
  readonly number: string;
}

/** Port to the contract numbers of the source systems, for the search index. */
export interface ContractNumberSource {
  systems(): readonly string[];
  numbers(system: string): AsyncIterable<readonly ContractNumber[]>;
  /** Numbers of the contracts of each party, in the order of the parties. @throws DomainError when a source cannot tell */
  ofParties(parties: readonly SourceKey[]): Promise<readonly (readonly string[])[]>;
}
