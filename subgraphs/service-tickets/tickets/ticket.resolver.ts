import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { Employee } from '#core/employee';
import { DomainError } from '#core/errors';
import type { Selected } from '#core/legacy-record';
import { encodeRowId } from '#core/source-key';
import { type Connection } from '#graphql/connection';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import { EmployeeType } from '#graphql/employee.type';
import { referenceIn } from '#graphql/follow-reference';
import { selectedFields } from '#graphql/selected-fields';
import type { ServiceTicketsContext } from '../context';
import { CustomerStub } from '../customer/customer.type';
import { OrderStub } from './order-stub.type';
import { isOverdue, type Ticket } from './ticket';
import { TicketArgs, TicketConnection, TicketType } from './ticket.type';

@Resolver(() => TicketType)
export class TicketResolver {
  @Query(() => TicketType, { nullable: true, description: 'A ticket by its id; null when there is none (按编号查工单).' })
  ticket(
    @Arg('id', () => ID, { description: 'Id of the ticket, from Ticket.id (编号).' }) id: string,
    @Ctx() { loaders }: ServiceTicketsContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Ticket> | null> {
    return loaders.tickets.byId(id, 'Ticket', selectedFields(info));
  }

  @FieldResolver(() => Boolean, { nullable: true, description: 'Open, and due before the business day ends (已逾期).' })
  isOverdue(@Root() ticket: Selected<Ticket>, @Ctx() { today }: ServiceTicketsContext): boolean | null {
    const { status = null, dueAt = null, reasons } = ticket;
    const reason = (status === null ? reasons?.status : undefined) ?? (dueAt === null ? reasons?.dueAt : undefined);
    if (reason) throw new DomainError(reason.code, reason.detail, { source: ticket.system });
    return isOverdue({ status, dueAt }, today);
  }

  @FieldResolver(() => EmployeeType, { nullable: true, description: 'Employee who works on it (处理人).' })
  owner(
    @Root() ticket: Selected<Ticket>,
    @Ctx() { loaders }: ServiceTicketsContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Employee> | null> {
    return loaders.employees.follow(ticket, 'owner', info);
  }

  @FieldResolver(() => OrderStub, { nullable: true, description: 'Order it is about (相关订单).' })
  order(@Root() ticket: Selected<Ticket>): OrderStub | null {
    const order = referenceIn(ticket, 'order');
    return order && { id: encodeRowId(order.system, 'Order', order.key) };
  }
}

@Resolver(() => CustomerStub)
export class CustomerTicketsResolver {
  @FieldResolver(() => TicketConnection, { nullable: true, description: 'Tickets of the customer (工单).' })
  @Directive(REQUIRES_SOURCE_KEYS)
  tickets(
    @Root() customer: CustomerKeys,
    @Args(() => TicketArgs) args: TicketArgs,
    @Ctx() { loaders }: ServiceTicketsContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Selected<Ticket>>> {
    return loaders.tickets.connection(sourceKeysOf(customer), args, info);
  }
}
