import type { LegacyRecord } from '#core/legacy-record';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';

/** The part of a receipt that settles an invoice; refunds are negative. */
export interface Allocation extends LegacyRecord {
  readonly receipt: SourceKey | null;
  readonly invoice: SourceKey | null;
  readonly amount: Money | null;
  readonly baseAmount: Money | null;
  readonly fxDifference: Money | null;
  readonly on: string | null;
  readonly reversed: boolean | null;
}
