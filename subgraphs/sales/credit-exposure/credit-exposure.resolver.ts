import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import type { SalesContext } from '../context';
import { creditLimitOn } from '../credit-limits/credit-limit';
import { CustomerStub } from '../customer/customer.type';
import { creditExposure, type CreditExposure } from './credit-exposure';
import { CreditExposureType } from './credit-exposure.type';

@Resolver(() => CustomerStub)
export class CustomerCreditExposureResolver {
  @FieldResolver(() => CreditExposureType, {
    nullable: true,
    description: 'What the customer owes against its credit limit on the business day (信用占用).',
  })
  @Directive(REQUIRES_SOURCE_KEYS)
  async creditExposure(
    @Root() customer: CustomerKeys,
    @Ctx() { loaders, exchangeRates, today }: SalesContext,
  ): Promise<CreditExposure> {
    const keys = sourceKeysOf(customer);
    const [documents, limits, rates] = await Promise.all([
      loaders.receivableFacts.load(keys),
      loaders.limitFacts.load(keys),
      exchangeRates.rates(),
    ]);
    return creditExposure(documents, creditLimitOn(limits, today), rates, today);
  }
}
