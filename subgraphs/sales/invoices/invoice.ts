import type { LegacyRecord } from '#core/legacy-record';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';

export const INVOICE_KINDS = ['INVOICE', 'CREDIT_NOTE', 'REPLACEMENT', 'DEPOSIT', 'OTHER', 'ADJUSTMENT'] as const;
export const INVOICE_STATUSES = ['DRAFT', 'OPEN', 'PARTIAL', 'PAID', 'OVERPAID', 'OVERDUE', 'VOID', 'WRITTEN_OFF'] as const;

export type InvoiceKind = (typeof INVOICE_KINDS)[number];
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

export interface Invoice extends LegacyRecord {
  readonly id: string;
  readonly party: SourceKey;
  readonly number: string;
  readonly kind: InvoiceKind | null;
  readonly issuedOn: string | null;
  readonly postedOn: string | null;
  readonly dueOn: string | null;
  readonly clearedOn: string | null;
  readonly terms: string | null;
  readonly exchangeRate: string | null;
  readonly text: string | null;
  readonly order: SourceKey | null;
  readonly credits: SourceKey | null;
  readonly amount: Money | null;
  readonly tax: Money | null;
  readonly baseAmount: Money | null;
  readonly paid: Money | null;
  readonly openAmount: Money | null;
  readonly status: InvoiceStatus | null;
  readonly daysOverdue: number | null;
}

export interface InvoiceFilter {
  readonly kind?: readonly InvoiceKind[] | null;
  readonly issuedOn?: { readonly from?: string | null; readonly to?: string | null } | null;
}

/** Days since the due date of an overdue invoice; 0 while it is not overdue, null when its status is unknown. */
export function daysOverdue({ status, dueOn }: Pick<Invoice, 'status' | 'dueOn'>, today: string): number | null {
  if (status === null) return null;
  if (status !== 'OVERDUE' || dueOn === null) return 0;
  return (Date.parse(today) - Date.parse(dueOn)) / 86_400_000;
}
