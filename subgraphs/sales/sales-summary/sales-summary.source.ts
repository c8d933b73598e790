import type { SourceKey } from '#core/source-key';
import type { OrderFacts } from './sales-summary';

export interface OrderFactsSource {
  /** Facts of all orders per customer, in customer order. */
  orderFacts(customers: readonly (readonly SourceKey[])[]): Promise<readonly (readonly OrderFacts[])[]>;
}
