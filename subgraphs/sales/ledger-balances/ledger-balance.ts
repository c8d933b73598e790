import type { LegacyRecord } from '#core/legacy-record';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';

/** What the ledger says about a customer on one account in one period. */
export interface LedgerBalance extends LegacyRecord {
  readonly party: SourceKey | null;
  readonly account: string | null;
  readonly year: number | null;
  readonly period: number | null;
  readonly opening: Money | null;
  readonly debit: Money | null;
  readonly credit: Money | null;
  readonly closing: Money | null;
}

export interface LedgerBalanceFilter {
  readonly year?: readonly number[] | null;
  readonly account?: readonly string[] | null;
}
