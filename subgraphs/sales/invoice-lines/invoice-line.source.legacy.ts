import type { LegacyReader } from '#legacy/legacy-reader';
import { requireServed } from '#legacy/require-served';
import type { InvoiceLineSource } from './invoice-line.source';

const FIELDS = ['lineNo', 'product', 'text', 'quantity', 'unitPrice', 'taxRate', 'net', 'tax'] as const;

export function legacyInvoiceLineSource(reader: LegacyReader): InvoiceLineSource {
  return {
    async linesOf(invoices) {
      requireServed(reader, 'InvoiceLine');
      const owners = invoices.map((invoice) => [invoice]);
      const lists = await reader.allByRef('InvoiceLine', 'invoice', owners, FIELDS);
      return lists.map((rows) => rows.toSorted((a, b) => (a.lineNo ?? 0) - (b.lineNo ?? 0)));
    },
  };
}
