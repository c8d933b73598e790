import 'reflect-metadata';
import type { GraphQLResolveInfo } from 'graphql';
import { buildSubgraph, type Subgraph } from '#graphql/build-subgraph';
import { selectedFields } from '#graphql/selected-fields';
import { SourceRecordStub } from '#graphql/source-record.type';
import type { ServiceTicketsContext } from './context';
import { CustomerProfileStub, CustomerStub } from './customer/customer.type';
import { CustomerServiceSummaryResolver, ProfileServiceSummaryResolver } from './service-summary/service-summary.resolver';
import { TicketSurveysResolver } from './surveys/survey.resolver';
import { TicketEventsResolver } from './ticket-events/ticket-event.resolver';
import { CustomerTicketsResolver, TicketResolver } from './tickets/ticket.resolver';

/** Reads a ticket by the id that another subgraph or the planner holds; null when no row has it. */
const ticketById = (
  { id }: Record<string, unknown>,
  { loaders }: ServiceTicketsContext,
  info: GraphQLResolveInfo,
): Promise<unknown> => loaders.tickets.byId(String(id), 'Ticket', selectedFields(info));

/** The federated schema of the service-tickets subgraph. */
export function buildServiceTicketsSubgraph(): Subgraph {
  return buildSubgraph<ServiceTicketsContext>({
    resolvers: [
      TicketResolver,
      TicketEventsResolver,
      TicketSurveysResolver,
      CustomerTicketsResolver,
      CustomerServiceSummaryResolver,
      ProfileServiceSummaryResolver,
    ],
    orphanedTypes: [CustomerStub, CustomerProfileStub, SourceRecordStub],
    references: {
      Customer: (reference) => ({ ...reference }),
      CustomerProfile: (reference) => ({ ...reference }),
      Ticket: ticketById,
    },
  });
}
