import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { ListSize, pageSize, toConnection, type Connection } from '#graphql/connection';
import type { CustomersContext } from '../context';
import { profileOf, type CustomerProfile } from './customer-profile';
import { CustomerProfileConnection, CustomerProfilesArgs, MAX_PROFILES } from './customer-profile.type';

@Resolver()
export class CustomerProfileResolver {
  @Query(() => CustomerProfileConnection, {
    nullable: true,
    description: 'Profiles of all customers, in a stable order (客户画像列表).',
  })
  @ListSize()
  async customerProfiles(
    @Args(() => CustomerProfilesArgs) { first, after = null }: CustomerProfilesArgs,
    @Ctx() { registry }: CustomersContext,
  ): Promise<Connection<CustomerProfile>> {
    const page = await registry.page({ after, first: pageSize(first, MAX_PROFILES) });
    return toConnection({ ...page, rows: page.rows.map(profileOf) }, () => registry.count());
  }
}
