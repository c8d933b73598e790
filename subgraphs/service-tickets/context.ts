import type { Employee } from '#core/employee';
import type { KeyedLoader } from '#graphql/keyed-loader';
import type { RecordLoaders } from '#graphql/record-loaders';
import type { ServiceSummaryLoaders } from './service-summary/service-summary.loaders';
import type { SurveyLoaders } from './surveys/survey.loaders';
import type { TicketEvent, TicketEventFilter } from './ticket-events/ticket-event';
import type { Ticket, TicketFilter } from './tickets/ticket';

/** Loaders of one fetch; every concept brings its own. */
export interface ServiceTicketsLoaders extends SurveyLoaders, ServiceSummaryLoaders {
  readonly tickets: RecordLoaders<Ticket, TicketFilter>;
  readonly employees: KeyedLoader<Employee>;
  readonly ticketEvents: RecordLoaders<TicketEvent, TicketEventFilter>;
}

/** What resolvers of the service-tickets subgraph may use. Made per fetch: nothing is shared between callers. */
export interface ServiceTicketsContext {
  /** Business day, YYYY-MM-DD. */
  readonly today: string;
  readonly loaders: ServiceTicketsLoaders;
}
