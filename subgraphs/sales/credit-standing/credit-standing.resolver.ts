import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Directive, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { Selected } from '#core/legacy-record';
import { pageSize } from '#graphql/connection';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import { selectedFields } from '#graphql/selected-fields';
import type { SalesContext } from '../context';
import { CustomerProfileStub, CustomerStub } from '../customer/customer.type';
import type { Invoice } from '../invoices/invoice';
import { InvoiceType } from '../invoices/invoice.type';
import { creditStanding, type CreditStanding, type LatePayment } from './credit-standing';
import { CreditStandingArgs, CreditStandingType, LatePaymentType, standingMonths } from './credit-standing.type';

const DESCRIPTION = 'How punctually the customer paid in the last months (信用状况).';

@Resolver(() => CustomerStub)
export class CustomerCreditStandingResolver {
  @FieldResolver(() => CreditStandingType, { nullable: true, description: DESCRIPTION })
  @Directive(REQUIRES_SOURCE_KEYS)
  creditStanding(
    @Root() customer: CustomerKeys,
    @Args(() => CreditStandingArgs) args: CreditStandingArgs,
    @Ctx() context: SalesContext,
  ): Promise<CreditStanding> {
    return standingOf(customer, args, context);
  }
}

@Resolver(() => CustomerProfileStub)
export class ProfileCreditStandingResolver {
  @FieldResolver(() => CreditStandingType, { nullable: true, description: DESCRIPTION })
  @Directive(REQUIRES_SOURCE_KEYS)
  creditStanding(
    @Root() profile: CustomerKeys,
    @Args(() => CreditStandingArgs) args: CreditStandingArgs,
    @Ctx() context: SalesContext,
  ): Promise<CreditStanding> {
    return standingOf(profile, args, context);
  }
}

@Resolver(() => CreditStandingType)
export class CreditStandingResolver {
  @FieldResolver(() => [LatePaymentType], { nullable: true, description: 'The worst late documents, worst first (逾期付款).' })
  latePayments(
    @Root() { latePayments }: CreditStanding,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Documents to return, 1 to 100 (返回行数).' }) first: number,
  ): readonly LatePayment[] {
    return latePayments.slice(0, pageSize(first));
  }
}

@Resolver(() => LatePaymentType)
export class LatePaymentResolver {
  @FieldResolver(() => InvoiceType, { nullable: true, description: 'The document (应收单).' })
  async invoice(
    @Root() { document }: LatePayment,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Invoice> | null> {
    return loaders.invoices.byKey(document, selectedFields(info));
  }
}

async function standingOf(
  customer: CustomerKeys,
  args: CreditStandingArgs,
  { loaders, today }: SalesContext,
): Promise<CreditStanding> {
  const months = standingMonths(args);
  return creditStanding(await loaders.standingFacts.load(sourceKeysOf(customer)), today, months);
}
