import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Money } from '#core/money';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import { MoneyType } from '#graphql/money.type';
import type { SalesContext } from '../context';
import { CustomerProfileStub, CustomerStub } from '../customer/customer.type';
import type { SalesSummary } from './sales-summary';
import { SalesSummaryType } from './sales-summary.type';

const DESCRIPTION = 'Totals over all orders (销售汇总).';

@Resolver(() => SalesSummaryType)
export class SalesSummaryResolver {
  @FieldResolver(() => MoneyType, {
    nullable: true,
    description: 'All totals together in the currency of the company, each order at the rate of its day (下单金额本位币合计).',
  })
  async orderTotalInBaseCurrency(@Root() summary: SalesSummary, @Ctx() { exchangeRates }: SalesContext): Promise<Money> {
    return (await exchangeRates.rates()).total(summary.orderAmounts);
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description: 'The same over the 12 months up to the business day (近12个月下单金额本位币合计).',
  })
  async orderTotalLast12MonthsInBaseCurrency(
    @Root() summary: SalesSummary,
    @Ctx() { exchangeRates }: SalesContext,
  ): Promise<Money> {
    return (await exchangeRates.rates()).total(summary.orderAmountsLast12Months);
  }
}

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
