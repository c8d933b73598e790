import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Directive, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Selected } from '#core/legacy-record';
import { type Connection } from '#graphql/connection';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import type { SalesContext } from '../context';
import { CustomerStub } from '../customer/customer.type';
import type { LedgerBalance } from './ledger-balance';
import { LedgerBalanceArgs, LedgerBalanceConnection } from './ledger-balance.type';

@Resolver(() => CustomerStub)
export class CustomerLedgerBalancesResolver {
  @FieldResolver(() => LedgerBalanceConnection, {
    nullable: true,
    description: 'Balances of the ledger that are kept for the customer (科目余额).',
  })
  @Directive(REQUIRES_SOURCE_KEYS)
  ledgerBalances(
    @Root() customer: CustomerKeys,
    @Args(() => LedgerBalanceArgs) args: LedgerBalanceArgs,
    @Ctx() { loaders }: SalesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Selected<LedgerBalance>>> {
    return loaders.ledgerBalances.connection(sourceKeysOf(customer), args, info);
  }
}
