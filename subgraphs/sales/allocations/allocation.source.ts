import type { SourceKey } from '#core/source-key';
import type { Allocation } from './allocation';

/** Port to the allocations of receipts to invoices, oldest first, reversed ones among them. */
export interface AllocationSource {
  ofInvoices(invoices: readonly SourceKey[]): Promise<readonly (readonly Allocation[])[]>;
  ofReceipts(receipts: readonly SourceKey[]): Promise<readonly (readonly Allocation[])[]>;
}
