import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Directive, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Selected } from '#core/legacy-record';
import { type Connection } from '#graphql/connection';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import type { Employee } from '#core/employee';
import { EmployeeType } from '#graphql/employee.type';
import type { SalesContext } from '../context';
import type { Contract } from '../contracts/contract';
import { ContractType } from '../contracts/contract.type';
import { CustomerStub } from '../customer/customer.type';
import type { Order } from './order';
import { OrderLineType, OrderArgs, OrderConnection, OrderType } from './order.type';
import type { OrderLine } from './order.source';
import type { Product } from '../products/product';
import { ProductType } from '../products/product.type';

@Resolver(() => OrderType)
export class OrderResolver {
  @FieldResolver(() => [OrderLineType], { nullable: true, description: 'Lines by position (订单明细).' })
  lines(@Root() { system, key }: Selected<Order>, @Ctx() { loaders }: SalesContext): Promise<readonly OrderLine[]> {
    return loaders.orderLines.load({ system, key });
  }

  @FieldResolver(() => ContractType, { nullable: true, description: 'Contract the order was placed under (所属合同).' })
  contract(
    @Root() order: Selected<Order>,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Contract> | null> {
    return loaders.contracts.follow(order, 'contract', info);
  }

  @FieldResolver(() => EmployeeType, { nullable: true, description: 'Employee responsible for the order (负责人).' })
  owner(
    @Root() order: Selected<Order>,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Employee> | null> {
    return loaders.employees.follow(order, 'owner', info);
  }
}

@Resolver(() => OrderLineType)
export class OrderLineResolver {
  @FieldResolver(() => ProductType, { nullable: true, description: 'What the line sells (产品).' })
  product(
    @Root() line: OrderLine,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Product> | null> {
    return loaders.products.follow(line, 'product', info);
  }
}

@Resolver(() => CustomerStub)
export class CustomerOrdersResolver {
  @FieldResolver(() => OrderConnection, { nullable: true, description: 'Orders and returns of the customer (订单).' })
  @Directive(REQUIRES_SOURCE_KEYS)
  orders(
    @Root() customer: CustomerKeys,
    @Args(() => OrderArgs) args: OrderArgs,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Selected<Order>>> {
    return loaders.orders.connection(sourceKeysOf(customer), args, info);
  }
}
