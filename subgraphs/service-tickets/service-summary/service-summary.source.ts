import type { SourceKey } from '#core/source-key';
import type { TicketFacts } from './service-summary';

export interface TicketFactsSource {
  /** Facts of all tickets per customer, in customer order. */
  ticketFacts(customers: readonly (readonly SourceKey[])[]): Promise<readonly (readonly TicketFacts[])[]>;
}
