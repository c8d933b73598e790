import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { SourceKey } from '#core/source-key';
import { PageArgs, pageSize, toConnection, type Connection } from '#graphql/connection';
import type { CustomersContext } from '../context';
import type { Customer } from '../customer/customer';
import { CustomerType, SourceRecordType } from '../customer/customer.type';
import { matchedRecords } from '../customer/matched-records';
import type { MixedCustomer, PartyInside } from '../registry/mixed-customer';
import { MixedCustomerConnection, MixedCustomerType, PartyInsideType } from './mixed-customer.type';

@Resolver(() => MixedCustomerType)
export class MixedCustomerResolver {
  @Query(() => MixedCustomerConnection, {
    nullable: true,
    description: 'Customers that show more than one party, each with the records that a split would take out (一档多人列表).',
  })
  async mixedCustomers(
    @Args(() => PageArgs) { first, after = null }: PageArgs,
    @Ctx() { reviews }: CustomersContext,
  ): Promise<Connection<MixedCustomer>> {
    return toConnection(await reviews.mixed({ first: pageSize(first), after }));
  }

  @FieldResolver(() => SourceRecordType, { description: 'The record that shows it (源记录).' })
  async record(@Root() { record }: MixedCustomer, @Ctx() { loaders }: CustomersContext): Promise<SourceKey> {
    const [matched = record] = await matchedRecords(loaders, [record]);
    return matched;
  }

  @FieldResolver(() => CustomerType, { nullable: true, description: 'The customer that holds them (客户).' })
  customer(@Root() { record }: MixedCustomer, @Ctx() { loaders }: CustomersContext): Promise<Customer | null> {
    return loaders.bySource.load(record);
  }

  @FieldResolver(() => [SourceRecordType], {
    description:
      'Proposal: the records for splitCustomer to take out; none where the source itself has to part or correct the record (建议拆出的源记录).',
  })
  leaving(@Root() { leaving }: MixedCustomer, @Ctx() { loaders }: CustomersContext): Promise<readonly SourceKey[]> {
    return matchedRecords(loaders, leaving);
  }
}

@Resolver(() => PartyInsideType)
export class PartyInsideResolver {
  @FieldResolver(() => [SourceRecordType], { description: 'Records that speak for it (源记录).' })
  records(@Root() { records }: PartyInside, @Ctx() { loaders }: CustomersContext): Promise<readonly SourceKey[]> {
    return matchedRecords(loaders, records);
  }
}
