import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Selected } from '#core/legacy-record';
import { PageArgs, type Connection } from '#graphql/connection';
import type { ServiceTicketsContext } from '../context';
import type { Ticket } from '../tickets/ticket';
import { TicketType } from '../tickets/ticket.type';
import type { TicketEvent } from './ticket-event';
import { TicketEventConnection } from './ticket-event.type';

@Resolver(() => TicketType)
export class TicketEventsResolver {
  @FieldResolver(() => TicketEventConnection, { nullable: true, description: 'What happened to it, oldest first (工单动态).' })
  events(
    @Root() { system, key }: Selected<Ticket>,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders }: ServiceTicketsContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Selected<TicketEvent>>> {
    return loaders.ticketEvents.connection([{ system, key }], { ...args, sort: 'AT_ASC' }, info);
  }
}
