import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SourceKey } from '#core/source-key';
import { PageArgs, pageSize, toConnection, type Connection } from '#graphql/connection';
import type { CustomersContext } from '../context';
import type { Customer } from '../customer/customer';
import { CustomerType, SourceRecordType } from '../customer/customer.type';
import { matchedRecords } from '../customer/matched-records';
import { branchesOf, firstBranches, parentsOf, readBranchCursor, type CustomerRelation } from './hierarchy';
import type { ParentStatement } from './hierarchy.source';
import { CustomerRelationConnection, CustomerRelationType, ParentStatementType } from './hierarchy.type';

/** Customers are looked up as the caller sees them: an end that is not shown is no relation. */
async function parents(customer: Customer, { loaders }: CustomersContext): Promise<readonly CustomerRelation[]> {
  const named = await Promise.all(customer.sourceRecords.map((record) => loaders.namedBy.load(record)));
  const statements = named.filter((statement): statement is ParentStatement => statement !== null);
  return parentsOf(customer, statements, (record) => loaders.bySource.load(record));
}

@Resolver(() => CustomerType)
export class CustomerHierarchyResolver {
  @FieldResolver(() => CustomerRelationType, {
    nullable: true,
    description: 'The customer above it, as most of its records say; null where none names one (上级单位).',
  })
  async parent(@Root() customer: Customer, @Ctx() context: CustomersContext): Promise<CustomerRelation | null> {
    return (await parents(customer, context))[0] ?? null;
  }

  @FieldResolver(() => [CustomerRelationType], {
    nullable: true,
    description: 'Customers that other records of it name as the one above it: its records disagree (其他上级单位).',
  })
  async otherParents(@Root() customer: Customer, @Ctx() context: CustomersContext): Promise<readonly CustomerRelation[]> {
    return (await parents(customer, context)).slice(1);
  }

  @FieldResolver(() => CustomerRelationConnection, {
    nullable: true,
    description: 'The customers whose records name it as the one above them, in the order of their ids (下级单位).',
  })
  async branches(
    @Root() customer: Customer,
    @Args(() => PageArgs) { first, after = null }: PageArgs,
    @Ctx() { loaders }: CustomersContext,
  ): Promise<Connection<CustomerRelation>> {
    const naming = (await Promise.all(customer.sourceRecords.map((record) => loaders.naming.load(record)))).flat();
    const from = (id: string) => branchesOf(customer, naming, id, (record) => loaders.bySource.load(record));
    const page = await firstBranches(from(readBranchCursor(after)), pageSize(first));
    return toConnection(page, async () => (await firstBranches(from(''), Infinity)).rows.length);
  }
}

@Resolver(() => ParentStatementType)
export class ParentStatementResolver {
  @FieldResolver(() => SourceRecordType, { nullable: true, description: 'The record that says so (依据记录).' })
  async record(@Root() { record }: ParentStatement, @Ctx() { loaders }: CustomersContext): Promise<SourceKey | undefined> {
    return (await matchedRecords(loaders, [record]))[0];
  }

  @FieldResolver(() => SourceRecordType, {
    nullable: true,
    description: 'The record it names, in its own system (所指上级记录).',
  })
  async names(@Root() { names }: ParentStatement, @Ctx() { loaders }: CustomersContext): Promise<SourceKey | undefined> {
    return (await matchedRecords(loaders, [names]))[0];
  }
}
