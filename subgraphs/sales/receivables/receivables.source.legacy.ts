import type { LegacyReader } from '#legacy/legacy-reader';
import { requireServed } from '#legacy/require-served';
import type { ReceivableFactsSource } from './receivables.source';

export function legacyReceivableFactsSource(reader: LegacyReader): ReceivableFactsSource {
  return {
    async receivableFacts(customers) {
      requireServed(reader, 'Invoice');
      return reader.allByRef('Invoice', 'customer', customers, ['openAmount', 'dueOn', 'status']);
    },
  };
}
