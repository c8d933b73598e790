import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import type { ServiceTicketsContext } from '../context';
import { CustomerProfileStub, CustomerStub } from '../customer/customer.type';
import type { ServiceSummary } from './service-summary';
import { ServiceSummaryType } from './service-summary.type';

const DESCRIPTION = 'Counts over all tickets (服务汇总).';

@Resolver(() => CustomerStub)
export class CustomerServiceSummaryResolver {
  @FieldResolver(() => ServiceSummaryType, { nullable: true, description: DESCRIPTION })
  @Directive(REQUIRES_SOURCE_KEYS)
  serviceSummary(@Root() customer: CustomerKeys, @Ctx() { loaders }: ServiceTicketsContext): Promise<ServiceSummary> {
    return loaders.serviceSummary.load(sourceKeysOf(customer));
  }
}

@Resolver(() => CustomerProfileStub)
export class ProfileServiceSummaryResolver {
  @FieldResolver(() => ServiceSummaryType, { nullable: true, description: DESCRIPTION })
  @Directive(REQUIRES_SOURCE_KEYS)
  serviceSummary(@Root() profile: CustomerKeys, @Ctx() { loaders }: ServiceTicketsContext): Promise<ServiceSummary> {
    return loaders.serviceSummary.load(sourceKeysOf(profile));
  }
}
