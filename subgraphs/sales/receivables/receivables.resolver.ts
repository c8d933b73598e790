import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import type { SalesContext } from '../context';
import { CustomerStub } from '../customer/customer.type';
import { receivables, type Receivables } from './receivable-balance';
import { ReceivablesType } from './receivables.type';

@Resolver(() => CustomerStub)
export class CustomerReceivablesResolver {
  @FieldResolver(() => ReceivablesType, { nullable: true, description: 'What the customer owes on the business day (应收款).' })
  @Directive(REQUIRES_SOURCE_KEYS)
  async receivables(@Root() customer: CustomerKeys, @Ctx() { loaders }: SalesContext): Promise<Receivables> {
    return receivables(await loaders.receivableFacts.load(sourceKeysOf(customer)));
  }
}
