import type { SourceKey } from '#core/source-key';
import type { InvoiceLine } from './invoice-line';

export interface InvoiceLineSource {
  /** The lines of invoices by line number, in order of the invoices. */
  linesOf(invoices: readonly SourceKey[]): Promise<readonly (readonly InvoiceLine[])[]>;
}
