import type { LegacyRecord } from '#core/legacy-record';
import type { Money } from '#core/money';

/** What a line of an order or invoice sells. */
export interface Product extends LegacyRecord {
  readonly id: string;
  readonly number: string;
  readonly name: string | null;
  readonly category: string | null;
  readonly unit: string | null;
  readonly listPrice: Money | null;
  readonly unitCost: Money | null;
  readonly taxRate: string | null;
  readonly active: boolean | null;
}
