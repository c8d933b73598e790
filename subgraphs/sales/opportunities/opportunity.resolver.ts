import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Directive, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Employee } from '#core/employee';
import type { Selected } from '#core/legacy-record';
import { type Connection } from '#graphql/connection';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import { EmployeeType } from '#graphql/employee.type';
import type { SalesContext } from '../context';
import { CustomerStub } from '../customer/customer.type';
import type { Opportunity } from './opportunity';
import { OpportunityArgs, OpportunityConnection, OpportunityType } from './opportunity.type';

@Resolver(() => OpportunityType)
export class OpportunityResolver {
  @FieldResolver(() => EmployeeType, { nullable: true, description: 'Employee responsible for the opportunity (负责人).' })
  owner(
    @Root() opportunity: Selected<Opportunity>,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Employee> | null> {
    return loaders.employees.follow(opportunity, 'owner', info);
  }
}

@Resolver(() => CustomerStub)
export class CustomerOpportunitiesResolver {
  @FieldResolver(() => OpportunityConnection, { nullable: true, description: 'Possible deals with the customer (商机).' })
  @Directive(REQUIRES_SOURCE_KEYS)
  opportunities(
    @Root() customer: CustomerKeys,
    @Args(() => OpportunityArgs) args: OpportunityArgs,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Selected<Opportunity>>> {
    return loaders.opportunities.connection(sourceKeysOf(customer), args, info);
  }
}
