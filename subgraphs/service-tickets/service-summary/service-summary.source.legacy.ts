import type { LegacyReader } from '#legacy/legacy-reader';
import type { TicketFactsSource } from './service-summary.source';

export function legacyTicketFactsSource(reader: LegacyReader): TicketFactsSource {
  return {
    ticketFacts: (customers) => reader.allByRef('Ticket', 'customer', customers, ['status', 'complaint', 'rating', 'openedAt']),
  };
}
