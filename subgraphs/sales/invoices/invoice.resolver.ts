import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Directive, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { Selected } from '#core/legacy-record';
import { ListSize, type Connection } from '#graphql/connection';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import type { SalesContext } from '../context';
import { CustomerStub } from '../customer/customer.type';
import { daysOverdue, type Invoice } from './invoice';
import { InvoiceArgs, InvoiceConnection, InvoiceType } from './invoice.type';

@Resolver(() => InvoiceType)
export class InvoiceResolver {
  @FieldResolver(() => Int, { nullable: true, description: 'Days since the due date while it is overdue, else 0 (逾期天数).' })
  daysOverdue(@Root() { status = null, dueOn = null }: Selected<Invoice>, @Ctx() { today }: SalesContext): number | null {
    return daysOverdue({ status, dueOn }, today);
  }
}

@Resolver(() => CustomerStub)
export class CustomerInvoicesResolver {
  @FieldResolver(() => InvoiceConnection, { nullable: true, description: 'Invoices and credit notes of the customer (应收单).' })
  @Directive(REQUIRES_SOURCE_KEYS)
  @ListSize()
  invoices(
    @Root() customer: CustomerKeys,
    @Args(() => InvoiceArgs) args: InvoiceArgs,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Selected<Invoice>>> {
    return loaders.invoices.connection(sourceKeysOf(customer), args, info);
  }
}
