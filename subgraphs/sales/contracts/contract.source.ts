import type { LegacyRecord } from '#core/legacy-record';
import type { Money } from '#core/money';
import type { RecordSource } from '#core/record-source';
import type { SourceKey } from '#core/source-key';
import type { Contract, ContractFilter } from './contract';

/** One instalment of a contract's payment plan. */
export interface Instalment extends LegacyRecord {
  readonly dueOn: string | null;
  readonly amount: Money | null;
  readonly paid: Money | null;
  readonly note: string | null;
}

export interface ContractSource extends RecordSource<Contract, ContractFilter> {
  /** The payment plans of contracts, each by due date, in contract order. */
  plans(contracts: readonly SourceKey[]): Promise<readonly (readonly Instalment[])[]>;
}
