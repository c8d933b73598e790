import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Directive, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Employee } from '#core/employee';
import type { Selected } from '#core/legacy-record';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import { EmployeeType } from '#graphql/employee.type';
import type { SalesContext } from '../context';
import { CustomerStub } from '../customer/customer.type';
import { recordWithOwner } from './account-owner';

@Resolver(() => CustomerStub)
export class CustomerAccountOwnerResolver {
  @FieldResolver(() => EmployeeType, {
    nullable: true,
    description: 'Employee responsible for the customer, from the first record that names one (客户负责人).',
  })
  @Directive(REQUIRES_SOURCE_KEYS)
  async accountOwner(
    @Root() customer: CustomerKeys,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Employee> | null> {
    const record = recordWithOwner(await loaders.ownedParties.load(sourceKeysOf(customer)));
    return record && loaders.employees.follow(record, 'owner', info);
  }
}
