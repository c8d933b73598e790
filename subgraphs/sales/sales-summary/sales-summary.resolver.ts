import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import type { SalesContext } from '../context';
import { CustomerProfileStub, CustomerStub } from '../customer/customer.type';
import type { SalesSummary } from './sales-summary';
import { SalesSummaryType } from './sales-summary.type';

const DESCRIPTION = 'Totals over all orders (销售汇总).';

@Resolver(() => CustomerStub)
export class CustomerSalesSummaryResolver {
  @FieldResolver(() => SalesSummaryType, { nullable: true, description: DESCRIPTION })
  @Directive(REQUIRES_SOURCE_KEYS)
  salesSummary(@Root() customer: CustomerKeys, @Ctx() { loaders }: SalesContext): Promise<SalesSummary> {
    return loaders.salesSummary.load(sourceKeysOf(customer));
  }
}

@Resolver(() => CustomerProfileStub)
export class ProfileSalesSummaryResolver {
  @FieldResolver(() => SalesSummaryType, { nullable: true, description: DESCRIPTION })
  @Directive(REQUIRES_SOURCE_KEYS)
  salesSummary(@Root() profile: CustomerKeys, @Ctx() { loaders }: SalesContext): Promise<SalesSummary> {
    return loaders.salesSummary.load(sourceKeysOf(profile));
  }
}
