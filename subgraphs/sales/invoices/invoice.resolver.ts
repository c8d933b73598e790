import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Directive, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { Selected } from '#core/legacy-record';
import { type Connection } from '#graphql/connection';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import type { SalesContext } from '../context';
import { CustomerStub } from '../customer/customer.type';
import type { Order } from '../orders/order';
import { OrderType } from '../orders/order.type';
import { daysOverdue, type Invoice } from './invoice';
import { InvoiceArgs, InvoiceConnection, InvoiceType } from './invoice.type';

@Resolver(() => InvoiceType)
export class InvoiceResolver {
  @FieldResolver(() => Int, { nullable: true, description: 'Days since the due date while it is overdue, else 0 (逾期天数).' })
  daysOverdue(@Root() { status = null, dueOn = null }: Selected<Invoice>, @Ctx() { today }: SalesContext): number | null {
    return daysOverdue({ status, dueOn }, today);
  }

  @FieldResolver(() => OrderType, { nullable: true, description: 'Order that was invoiced (对应订单).' })
  order(
    @Root() invoice: Selected<Invoice>,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Order> | null> {
    return loaders.orders.follow(invoice, 'order', info);
  }

  @FieldResolver(() => InvoiceType, { nullable: true, description: 'Invoice that a credit note takes back (对应蓝字发票).' })
  credits(
    @Root() invoice: Selected<Invoice>,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Invoice> | null> {
    return loaders.invoices.follow(invoice, 'credits', info);
  }
}

@Resolver(() => CustomerStub)
export class CustomerInvoicesResolver {
  @FieldResolver(() => InvoiceConnection, { nullable: true, description: 'Invoices and credit notes of the customer (应收单).' })
  @Directive(REQUIRES_SOURCE_KEYS)
  invoices(
    @Root() customer: CustomerKeys,
    @Args(() => InvoiceArgs) args: InvoiceArgs,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Selected<Invoice>>> {
    return loaders.invoices.connection(sourceKeysOf(customer), args, info);
  }
}
