import { Arg, Args, Ctx, FieldResolver, Float, ID, Query, Resolver, Root } from 'type-graphql';
import type { SourceKey } from '#core/source-key';
import { pageSize, toConnection, type Connection } from '#graphql/connection';
import type { CustomersContext } from '../context';
import { confidenceOf, type Customer, type MatchedRecord } from './customer';
import { CustomerConnection, CustomersArgs, CustomerType, SourceRecordType } from './customer.type';

@Resolver(() => CustomerType)
export class CustomerResolver {
  @Query(() => CustomerType, {
    nullable: true,
    description: 'A customer by id; an absorbed id answers its survivor, an unknown one null (按编号查客户).',
  })
  customer(
    @Arg('id', () => ID, { description: 'Id of the customer (客户编号).' }) id: string,
    @Ctx() { loaders }: CustomersContext,
  ): Promise<Customer | null> {
    return loaders.byId.load(id);
  }

  @Query(() => CustomerType, {
    nullable: true,
    description: 'The customer a source record belongs to; null when there is no such record (按源记录查客户).',
  })
  customerBySource(
    @Arg('system', () => String, { description: 'Source system id (来源系统).' }) system: string,
    @Arg('key', () => String, { description: 'Key of the record in its system (源记录键).' }) key: string,
    @Ctx() { loaders }: CustomersContext,
  ): Promise<Customer | null> {
    return loaders.bySource.load({ system, key });
  }

  @Query(() => CustomerConnection, { nullable: true, description: 'Customers, all or those a search finds (客户列表).' })
  async customers(
    @Args(() => CustomersArgs) args: CustomersArgs,
    @Ctx() { registry, search: index, loaders }: CustomersContext,
  ): Promise<Connection<Customer>> {
    const { search = null, after = null } = args;
    const first = pageSize(args.first);
    if (search === null) return toConnection(await registry.page({ after, first }), () => registry.count());
    const { rows: ids, cursors, hasNextPage } = await index.find({ search, after, first });
    const found = await Promise.all(ids.map((id) => loaders.byId.load(id)));
    const hits = found.flatMap((customer, i) => (customer ? [{ customer, cursor: cursors[i] ?? '' }] : []));
    const page = { rows: hits.map(({ customer }) => customer), cursors: hits.map(({ cursor }) => cursor), hasNextPage };
    return toConnection(page, () => index.countFound(search));
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Probability that all its records are one party: that of the record that fits worst (置信度).',
  })
  confidence(@Root() customer: Customer): number {
    return confidenceOf(customer);
  }

  @FieldResolver(() => [SourceRecordType], { nullable: true, description: 'Source keys for the planner (源记录键).' })
  sourceKeys(@Root() { sourceRecords }: Customer): readonly SourceKey[] {
    return sourceRecords;
  }
}

@Resolver(() => SourceRecordType)
export class SourceRecordResolver {
  @FieldResolver(() => CustomerType, { nullable: true, description: 'The customer this record belongs to (客户).' })
  customer(@Root() { system, key }: MatchedRecord, @Ctx() { loaders }: CustomersContext): Promise<Customer | null> {
    return loaders.bySource.load({ system, key });
  }
}
