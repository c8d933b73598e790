import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { SourceKey } from '#core/source-key';
import { PageArgs, pageSize, toConnection, type Connection } from '#graphql/connection';
import type { CustomersContext } from '../context';
import type { Customer } from '../customer/customer';
import { CustomerType, SourceRecordType } from '../customer/customer.type';
import { matchedRecords } from '../customer/matched-records';
import type { MatchReview } from '../registry/match-review';
import type { CustomerChange, FieldChange } from './customer-change';
import type { StewardDecision } from './steward-decision';
import type { Ruling } from './stewardship';
import {
  KeepCustomersApartInput,
  MergeCustomersInput,
  PinCustomerValueInput,
  SplitCustomerInput,
  UndoStewardDecisionInput,
} from './stewardship.input';
import {
  CustomerChangeType,
  FieldChangeType,
  MatchReviewConnection,
  MatchReviewType,
  StewardDecisionConnection,
  StewardDecisionPayloadType,
  StewardDecisionType,
} from './stewardship.type';
import { sourceKeyOf } from '../registry/record-id';

@Resolver()
export class StewardshipResolver {
  @Query(() => MatchReviewConnection, {
    nullable: true,
    description: 'Pairs of records that may be one party and wait for a person, the best first (匹配复核队列).',
  })
  async matchReviews(
    @Args(() => PageArgs) { first, after = null }: PageArgs,
    @Ctx() { reviews }: CustomersContext,
  ): Promise<Connection<MatchReview>> {
    return toConnection(await reviews.reviews({ first: pageSize(first), after }));
  }

  @Query(() => StewardDecisionConnection, {
    nullable: true,
    description: 'What stewards decided, also what was taken back, the newest first (主数据裁决列表).',
  })
  async stewardDecisions(
    @Args(() => PageArgs) { first, after = null }: PageArgs,
    @Ctx() { decisions }: CustomersContext,
  ): Promise<Connection<StewardDecision>> {
    return toConnection(await decisions.page({ first: pageSize(first), after }));
  }

  @Mutation(() => StewardDecisionPayloadType, {
    nullable: true,
    description: 'Makes one customer of two (合并客户).',
  })
  mergeCustomers(
    @Arg('input', () => MergeCustomersInput, { description: 'Which, and why (输入).' }) input: MergeCustomersInput,
    @Ctx() { stewardship, claims }: CustomersContext,
  ): Promise<Ruling> {
    return stewardship.merge(input, claims.sub);
  }

  @Mutation(() => StewardDecisionPayloadType, {
    nullable: true,
    description: 'Takes records out of a customer: they are another one (拆分客户).',
  })
  splitCustomer(
    @Arg('input', () => SplitCustomerInput, { description: 'Which, and why (输入).' }) input: SplitCustomerInput,
    @Ctx() { stewardship, claims }: CustomersContext,
  ): Promise<Ruling> {
    return stewardship.split(input, claims.sub);
  }

  @Mutation(() => StewardDecisionPayloadType, {
    nullable: true,
    description: 'Says that two customers are never one (标记不合并).',
  })
  keepCustomersApart(
    @Arg('input', () => KeepCustomersApartInput, { description: 'Which, and why (输入).' }) input: KeepCustomersApartInput,
    @Ctx() { stewardship, claims }: CustomersContext,
  ): Promise<Ruling> {
    return stewardship.keepApart(input, claims.sub);
  }

  @Mutation(() => StewardDecisionPayloadType, {
    nullable: true,
    description: 'Makes the value of one record that of the customer, whatever the rules say (锁定字段值).',
  })
  pinCustomerValue(
    @Arg('input', () => PinCustomerValueInput, { description: 'Which, and why (输入).' }) input: PinCustomerValueInput,
    @Ctx() { stewardship, claims }: CustomersContext,
  ): Promise<Ruling> {
    return stewardship.pin(input, claims.sub);
  }

  @Mutation(() => StewardDecisionPayloadType, {
    nullable: true,
    description:
      'Takes a decision back, also after later ones: a merge is unmerged, a split joined again, a pinned value follows the rules (撤销裁决).',
  })
  undoStewardDecision(
    @Arg('input', () => UndoStewardDecisionInput, { description: 'Which, and why (输入).' }) input: UndoStewardDecisionInput,
    @Ctx() { stewardship, claims }: CustomersContext,
  ): Promise<Ruling> {
    return stewardship.undo(input, claims.sub);
  }
}

@Resolver(() => StewardDecisionType)
export class StewardDecisionResolver {
  @FieldResolver(() => [SourceRecordType], {
    description: 'Records of one side; of a split those that leave, of a pinned value the one it comes from (本侧源记录).',
  })
  left(@Root() { left }: StewardDecision, @Ctx() { loaders }: CustomersContext): Promise<readonly SourceKey[]> {
    return matchedRecords(loaders, left.map(sourceKeyOf));
  }

  @FieldResolver(() => [SourceRecordType], {
    description: 'Records of the other side; none for a pinned value (对侧源记录).',
  })
  right(@Root() { right }: StewardDecision, @Ctx() { loaders }: CustomersContext): Promise<readonly SourceKey[]> {
    return matchedRecords(loaders, right.map(sourceKeyOf));
  }
}

@Resolver(() => CustomerChangeType)
export class CustomerChangeResolver {
  @FieldResolver(() => CustomerType, {
    nullable: true,
    description: 'The customer as it is now; null after a dry run that creates it (客户).',
  })
  customer(@Root() { customerId }: CustomerChange, @Ctx() { loaders }: CustomersContext): Promise<Customer | null> {
    return loaders.byId.load(customerId);
  }

  @FieldResolver(() => [SourceRecordType], { description: 'Records that come to it (并入的源记录).' })
  joined(@Root() { joined }: CustomerChange, @Ctx() { loaders }: CustomersContext): Promise<readonly SourceKey[]> {
    return matchedRecords(loaders, joined);
  }

  @FieldResolver(() => [SourceRecordType], { description: 'Records that leave it (移出的源记录).' })
  left(@Root() { left }: CustomerChange, @Ctx() { loaders }: CustomersContext): Promise<readonly SourceKey[]> {
    return matchedRecords(loaders, left);
  }
}

@Resolver(() => FieldChangeType)
export class FieldChangeResolver {
  @FieldResolver(() => SourceRecordType, {
    nullable: true,
    description: 'The record that the value after comes from (来源记录).',
  })
  async source(@Root() { source }: FieldChange, @Ctx() { loaders }: CustomersContext): Promise<SourceKey | null> {
    const [record = null] = await matchedRecords(loaders, source === null ? [] : [source]);
    return record;
  }
}

@Resolver(() => MatchReviewType)
export class MatchReviewResolver {
  @FieldResolver(() => [SourceRecordType], { description: 'The two records (源记录).' })
  records(@Root() { records }: MatchReview, @Ctx() { loaders }: CustomersContext): Promise<readonly SourceKey[]> {
    return matchedRecords(loaders, records);
  }

  @FieldResolver(() => [CustomerType], { description: 'The customers that they belong to (客户).' })
  async customers(@Root() { records }: MatchReview, @Ctx() { loaders }: CustomersContext): Promise<readonly Customer[]> {
    const owners = await Promise.all(records.map((key) => loaders.bySource.load(key)));
    return owners.filter((customer) => customer !== null);
  }
}
