import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import { DateScalar } from '#graphql/scalars';
import type { SalesContext } from '../context';
import { CustomerStub } from '../customer/customer.type';
import { creditLimitOn, type CreditLimit } from './credit-limit';
import { CreditLimitType } from './credit-limit.type';

@Resolver(() => CustomerStub)
export class CustomerCreditLimitResolver {
  @FieldResolver(() => CreditLimitType, {
    nullable: true,
    description: 'Credit limit on a day; null when no source that keeps limits knows the customer (信用额度).',
  })
  @Directive(REQUIRES_SOURCE_KEYS)
  async creditLimit(
    @Root() customer: CustomerKeys,
    @Arg('on', () => DateScalar, { nullable: true, description: 'Day; the business day unless given (日期).' })
    on: string | null | undefined,
    @Ctx() { loaders, today }: SalesContext,
  ): Promise<CreditLimit | null> {
    return creditLimitOn(await loaders.limitFacts.load(sourceKeysOf(customer)), on ?? today);
  }
}
