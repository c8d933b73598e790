import type { LegacyReader } from '#legacy/legacy-reader';
import type { OrderFactsSource } from './sales-summary.source';

export function legacyOrderFactsSource(reader: LegacyReader): OrderFactsSource {
  return {
    orderFacts: (customers) => reader.allByRef('Order', 'customer', customers, ['orderedOn', 'cancelled', 'total']),
  };
}
