import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ActivityKind } from '#core/feed';
import { pageSize, toConnection, type Connection } from '#graphql/connection';
import type { CustomersContext } from '../context';
import type { Customer } from '../customer/customer';
import { CustomerType } from '../customer/customer.type';
import { SystemAsOfType } from '../customer-profile/system-as-of.type';
import type { SystemAsOf } from '../customer-profile/customer-profile.source';
import type { TimelineEntry } from './timeline-entry';
import { TimelineArgs, TimelineConnection, TimelineEntryType, TimelineSubjectUnion, type TimelineSubject } from './timeline.type';

const SUBJECT_TYPES: Readonly<Record<ActivityKind, string>> = {
  CONTRACT: 'Contract',
  ORDER: 'Order',
  INVOICE: 'Invoice',
  RECEIPT: 'Receipt',
  OPPORTUNITY: 'Opportunity',
  TICKET: 'Ticket',
  STAY: 'Stay',
};

@Resolver(() => CustomerType)
export class CustomerTimelineResolver {
  @FieldResolver(() => TimelineConnection, {
    nullable: true,
    description: 'What happened with the customer in all systems, newest first. It follows the systems with a delay (客户动态).',
  })
  async timeline(
    @Root() { id }: Customer,
    @Args(() => TimelineArgs) { kinds = null, occurredOn, first, after = null }: TimelineArgs,
    @Ctx() { loaders, timeline }: CustomersContext,
  ): Promise<Connection<TimelineEntry>> {
    const { from = null, to = null } = occurredOn ?? {};
    const query = { kinds, from, to, first: pageSize(first), after };
    return toConnection(await loaders.timeline(query).load(id), () => timeline.count(id, query));
  }
}

@Resolver(() => TimelineEntryType)
export class TimelineEntryResolver {
  @FieldResolver(() => TimelineSubjectUnion, {
    nullable: true,
    description: 'The row itself; null fields of it say that its source is down (关联记录).',
  })
  subject(@Root() { kind, subject }: TimelineEntry): TimelineSubject {
    return { __typename: SUBJECT_TYPES[kind], id: subject };
  }
}

@Resolver(() => TimelineConnection)
export class TimelineConnectionResolver {
  @FieldResolver(() => [SystemAsOfType], {
    nullable: true,
    description: 'How old what the timeline shows of each system may be (各来源数据时点).',
  })
  asOf(@Ctx() { loaders }: CustomersContext): Promise<readonly SystemAsOf[]> {
    return loaders.asOf.load('all');
  }
}
