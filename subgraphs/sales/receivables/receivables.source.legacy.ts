import type { LegacyReader } from '#legacy/legacy-reader';
import type { ReceivableFactsSource } from './receivables.source';

export function legacyReceivableFactsSource(reader: LegacyReader): ReceivableFactsSource {
  return {
    receivableFacts: (customers) => reader.allByRef('Invoice', 'customer', customers, ['openAmount', 'dueOn', 'status']),
  };
}
