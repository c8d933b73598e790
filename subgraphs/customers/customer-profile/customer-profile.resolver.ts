import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { pageSize, toConnection, type Connection } from '#graphql/connection';
import type { CustomersContext } from '../context';
import type { CustomerProfile } from './customer-profile';
import type { SystemAsOf } from './customer-profile.source';
import { CustomerProfileConnection, CustomerProfilesArgs, CustomerProfileType, MAX_PROFILES } from './customer-profile.type';
import { SystemAsOfType } from './system-as-of.type';

@Resolver(() => CustomerProfileType)
export class CustomerProfileResolver {
  @Query(() => CustomerProfileConnection, {
    nullable: true,
    description:
      'Profiles of all customers, in a stable order; with "changedSince" in the order of their changes (客户画像列表).',
  })
  async customerProfiles(
    @Args(() => CustomerProfilesArgs) { first, after = null, changedSince = null }: CustomerProfilesArgs,
    @Ctx() { profiles }: CustomersContext,
  ): Promise<Connection<CustomerProfile>> {
    const page = await profiles.page({ after, changedSince, first: pageSize(first, MAX_PROFILES) });
    return toConnection(page, () => profiles.count(changedSince));
  }

  @FieldResolver(() => [SystemAsOfType], {
    nullable: true,
    description: 'How old what the profile shows of each of its systems may be (各来源数据时点).',
  })
  async asOf(@Root() { systems }: CustomerProfile, @Ctx() { loaders }: CustomersContext): Promise<readonly SystemAsOf[] | null> {
    if (!systems) return null;
    const known = await loaders.asOf.load('all');
    return systems.map((system) => ({ system, asOf: known.find((one) => one.system === system)?.asOf ?? null }));
  }
}
