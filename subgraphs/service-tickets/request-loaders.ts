import { KeyedLoader } from '#graphql/keyed-loader';
import { RecordLoaders } from '#graphql/record-loaders';
import { legacyEmployeeSource } from '#legacy/employee-source';
import type { LegacyReader } from '#legacy/legacy-reader';
import type { ServiceTicketsLoaders } from './context';
import { serviceSummaryLoaders } from './service-summary/service-summary.loaders';
import { legacyTicketFactsSource } from './service-summary/service-summary.source.legacy';
import { surveyLoaders } from './surveys/survey.loaders';
import { legacySurveySource } from './surveys/survey.source.legacy';
import { legacyTicketEventSource } from './ticket-events/ticket-event.source.legacy';
import { legacyTicketSource } from './tickets/ticket.source.legacy';

/** The loaders of one fetch over the ticket systems. */
export function requestLoaders(reader: LegacyReader): ServiceTicketsLoaders {
  return {
    tickets: new RecordLoaders(legacyTicketSource(reader)),
    employees: new KeyedLoader(legacyEmployeeSource(reader)),
    ticketEvents: new RecordLoaders(legacyTicketEventSource(reader)),
    ...surveyLoaders(legacySurveySource(reader)),
    ...serviceSummaryLoaders(legacyTicketFactsSource(reader)),
  };
}
