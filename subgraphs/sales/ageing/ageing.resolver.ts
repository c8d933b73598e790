import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import type { SalesContext } from '../context';
import { CustomerProfileStub, CustomerStub } from '../customer/customer.type';
import { ageing, ageingInOneCurrency, type Ageing, type AgeingBalance } from './ageing';
import { AgeingBalanceType, AgeingType } from './ageing.type';

const DESCRIPTION = 'Open documents by days past their due date on the business day (账龄分析).';

@Resolver(() => CustomerStub)
export class CustomerAgeingResolver {
  @FieldResolver(() => AgeingType, { nullable: true, description: DESCRIPTION })
  @Directive(REQUIRES_SOURCE_KEYS)
  ageing(@Root() customer: CustomerKeys, @Ctx() context: SalesContext): Promise<Ageing> {
    return ageingOf(customer, context);
  }
}

@Resolver(() => CustomerProfileStub)
export class ProfileAgeingResolver {
  @FieldResolver(() => AgeingType, { nullable: true, description: DESCRIPTION })
  @Directive(REQUIRES_SOURCE_KEYS)
  ageing(@Root() profile: CustomerKeys, @Ctx() context: SalesContext): Promise<Ageing> {
    return ageingOf(profile, context);
  }
}

@Resolver(() => AgeingType)
export class AgeingResolver {
  @FieldResolver(() => AgeingBalanceType, {
    nullable: true,
    description: 'All currencies together in the currency of the company, at the rates of the day (本位币账龄余额).',
  })
  async inBaseCurrency(@Root() root: Ageing, @Ctx() { exchangeRates }: SalesContext): Promise<AgeingBalance> {
    const rates = await exchangeRates.rates();
    return ageingInOneCurrency(root, (items) => rates.total(items));
  }
}

const ageingOf = async (customer: CustomerKeys, { loaders, today }: SalesContext): Promise<Ageing> =>
  ageing(await loaders.receivableFacts.load(sourceKeysOf(customer)), today);
