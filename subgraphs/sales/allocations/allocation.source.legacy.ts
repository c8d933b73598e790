import type { SourceKey } from '#core/source-key';
import type { LegacyReader } from '#legacy/legacy-reader';
import { requireServed } from '#legacy/require-served';
import type { Allocation } from './allocation';
import type { AllocationSource } from './allocation.source';

const FIELDS = ['receipt', 'invoice', 'amount', 'baseAmount', 'fxDifference', 'on', 'reversed'] as const;

export function legacyAllocationSource(reader: LegacyReader): AllocationSource {
  const by = async (ref: 'invoice' | 'receipt', keys: readonly SourceKey[]): Promise<readonly (readonly Allocation[])[]> => {
    requireServed(reader, 'Allocation');
    const owners = keys.map((key) => [key]);
    const lists = await reader.allByRef('Allocation', ref, owners, FIELDS);
    return lists.map((rows) => rows.toSorted((a, b) => (a.on ?? '').localeCompare(b.on ?? '')));
  };
  return { ofInvoices: (keys) => by('invoice', keys), ofReceipts: (keys) => by('receipt', keys) };
}
