import type { LegacyRecord } from '#core/legacy-record';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';

export const ORDER_KINDS = ['ORDER', 'RETURN'] as const;
export const ORDER_STATUSES = [
  'DRAFT',
  'OPEN',
  'APPROVED',
  'PARTIAL',
  'INVOICED',
  'SHIPPED',
  'FULFILLED',
  'ON_HOLD',
  'DISPUTED',
] as const;

export type OrderKind = (typeof ORDER_KINDS)[number];
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export interface Order extends LegacyRecord {
  readonly id: string;
  readonly party: SourceKey;
  readonly number: string;
  readonly kind: OrderKind | null;
  readonly status: OrderStatus | null;
  readonly orderedOn: string | null;
  readonly cancelled: boolean | null;
  readonly closed: boolean | null;
  readonly total: Money | null;
  readonly cost: Money | null;
  readonly paidOn: string | null;
  readonly exchangeRate: string | null;
  readonly lineCount: number | null;
  readonly contract: SourceKey | null;
  readonly owner: SourceKey | null;
}

export interface OrderFilter {
  readonly kind?: readonly OrderKind[] | null;
  readonly status?: readonly OrderStatus[] | null;
  readonly orderedOn?: { readonly from?: string | null; readonly to?: string | null } | null;
}
