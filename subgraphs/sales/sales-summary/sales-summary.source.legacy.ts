import type { LegacyReader } from '#legacy/legacy-reader';
import { requireServed } from '#legacy/require-served';
import type { OrderFactsSource } from './sales-summary.source';

export function legacyOrderFactsSource(reader: LegacyReader): OrderFactsSource {
  return {
    async orderFacts(customers) {
      requireServed(reader, 'Order');
      return reader.allByRef('Order', 'customer', customers, ['orderedOn', 'cancelled', 'total']);
    },
  };
}
