import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Directive, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Selected } from '#core/legacy-record';
import { type Connection } from '#graphql/connection';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import type { SalesContext } from '../context';
import { CustomerStub } from '../customer/customer.type';
import type { Receipt } from './receipt';
import { ReceiptArgs, ReceiptConnection } from './receipt.type';

@Resolver(() => CustomerStub)
export class CustomerReceiptsResolver {
  @FieldResolver(() => ReceiptConnection, { nullable: true, description: 'Money received from the customer (收款).' })
  @Directive(REQUIRES_SOURCE_KEYS)
  receipts(
    @Root() customer: CustomerKeys,
    @Args(() => ReceiptArgs) args: ReceiptArgs,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Selected<Receipt>>> {
    return loaders.receipts.connection(sourceKeysOf(customer), args, info);
  }
}
