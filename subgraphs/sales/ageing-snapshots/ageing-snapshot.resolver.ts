import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Directive, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Selected } from '#core/legacy-record';
import { PageArgs, type Connection } from '#graphql/connection';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import type { SalesContext } from '../context';
import { CustomerStub } from '../customer/customer.type';
import type { AgeingSnapshot } from './ageing-snapshot';
import { AgeingSnapshotConnection } from './ageing-snapshot.type';

@Resolver(() => CustomerStub)
export class CustomerAgeingSnapshotsResolver {
  @FieldResolver(() => AgeingSnapshotConnection, {
    nullable: true,
    description:
      'Month-end ageing as the source wrote it down, latest month first; `ageing` is computed from the documents (月末账龄快照).',
  })
  @Directive(REQUIRES_SOURCE_KEYS)
  ageingSnapshots(
    @Root() customer: CustomerKeys,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Selected<AgeingSnapshot>>> {
    return loaders.ageingSnapshots.connection(sourceKeysOf(customer), { ...args, sort: 'PERIOD_DESC' }, info);
  }
}
