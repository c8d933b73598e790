import type { LegacyRecord } from '#core/legacy-record';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';

/** One line of an invoice; the lines of a credit note are negative. */
export interface InvoiceLine extends LegacyRecord {
  readonly lineNo: number | null;
  readonly product: SourceKey | null;
  readonly text: string | null;
  readonly quantity: string | null;
  readonly unitPrice: Money | null;
  readonly taxRate: string | null;
  readonly net: Money | null;
  readonly tax: Money | null;
}
