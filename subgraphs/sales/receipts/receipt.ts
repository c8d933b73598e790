import type { LegacyRecord } from '#core/legacy-record';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';

export const RECEIPT_KINDS = ['RECEIPT', 'ADVANCE', 'REFUND'] as const;
export const PAYMENT_METHODS = [
  'CASH',
  'TRANSFER',
  'BILL',
  'CHEQUE',
  'CARD',
  'ALIPAY',
  'WECHAT',
  'DIRECT_DEBIT',
  'OTHER',
] as const;

export type ReceiptKind = (typeof RECEIPT_KINDS)[number];
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export interface Receipt extends LegacyRecord {
  readonly id: string;
  readonly party: SourceKey;
  readonly number: string | null;
  readonly kind: ReceiptKind | null;
  readonly receivedOn: string | null;
  readonly method: PaymentMethod | null;
  readonly amount: Money | null;
  readonly allocated: Money | null;
  readonly unallocated: Money | null;
  readonly payerName: string | null;
  readonly bankRef: string | null;
  readonly reversed: boolean | null;
}

export interface ReceiptFilter {
  readonly kind?: readonly ReceiptKind[] | null;
  readonly receivedOn?: { readonly from?: string | null; readonly to?: string | null } | null;
}
