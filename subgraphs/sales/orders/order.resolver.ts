import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Directive, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Selected } from '#core/legacy-record';
import { ListSize, type Connection } from '#graphql/connection';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import type { SalesContext } from '../context';
import { CustomerStub } from '../customer/customer.type';
import type { Order } from './order';
import { OrderLineType, OrderArgs, OrderConnection, OrderType } from './order.type';
import type { OrderLine } from './order.source';

@Resolver(() => OrderType)
export class OrderResolver {
  @FieldResolver(() => [OrderLineType], { nullable: true, description: 'Lines by position (订单明细).' })
  lines(@Root() { system, key }: Selected<Order>, @Ctx() { loaders }: SalesContext): Promise<readonly OrderLine[]> {
    return loaders.orderLines.load({ system, key });
  }
}

@Resolver(() => CustomerStub)
export class CustomerOrdersResolver {
  @FieldResolver(() => OrderConnection, { nullable: true, description: 'Orders and returns of the customer (订单).' })
  @Directive(REQUIRES_SOURCE_KEYS)
  @ListSize()
  orders(
    @Root() customer: CustomerKeys,
    @Args(() => OrderArgs) args: OrderArgs,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Selected<Order>>> {
    return loaders.orders.connection(sourceKeysOf(customer), args, info);
  }
}
