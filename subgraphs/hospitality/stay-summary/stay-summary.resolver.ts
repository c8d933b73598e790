import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import type { HospitalityContext } from '../context';
import { CustomerProfileStub, CustomerStub } from '../customer/customer.type';
import type { StaySummary } from './stay-summary';
import { StaySummaryType } from './stay-summary.type';

const DESCRIPTION = 'Totals over all stays as a guest (入住汇总).';

@Resolver(() => CustomerStub)
export class CustomerStaySummaryResolver {
  @FieldResolver(() => StaySummaryType, { nullable: true, description: DESCRIPTION })
  @Directive(REQUIRES_SOURCE_KEYS)
  staySummary(@Root() customer: CustomerKeys, @Ctx() { loaders }: HospitalityContext): Promise<StaySummary> {
    return loaders.staySummary.load(sourceKeysOf(customer));
  }
}

@Resolver(() => CustomerProfileStub)
export class ProfileStaySummaryResolver {
  @FieldResolver(() => StaySummaryType, { nullable: true, description: DESCRIPTION })
  @Directive(REQUIRES_SOURCE_KEYS)
  staySummary(@Root() profile: CustomerKeys, @Ctx() { loaders }: HospitalityContext): Promise<StaySummary> {
    return loaders.staySummary.load(sourceKeysOf(profile));
  }
}
