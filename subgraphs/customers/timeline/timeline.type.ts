import { ArgsType, createUnionType, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { ACTIVITY_KINDS, type ActivityKind } from '#core/feed';
import type { Money } from '#core/money';
import { connectionType, PageArgs } from '#graphql/connection';
import { DateRangeInput } from '#graphql/date-range.input';
import { enumOf } from '#graphql/enum-of';
import { MoneyType } from '#graphql/money.type';
import { DateScalar, DateTimeScalar } from '#graphql/scalars';
import { BACK_LINKS } from '../back-links/back-link';
import { SourceRecordType } from '../customer/customer.type';

const ActivityKindEnum = enumOf(ACTIVITY_KINDS);
registerEnumType(ActivityKindEnum, { name: 'ActivityKind', description: 'What happened (业务活动类型).' });

/** The row an entry is about, by its key alone. */
export interface TimelineSubject {
  readonly __typename: string;
  readonly id: string;
}

export const TimelineSubjectUnion = createUnionType({
  name: 'TimelineSubject',
  description: 'The row an entry is about; its own fields come from its subgraph (关联记录).',
  types: () => BACK_LINKS.map(({ stub }) => stub),
  resolveType: (value) => ('__typename' in value ? String(value.__typename) : undefined),
});

@ObjectType('TimelineEntry', {
  description: 'What happened with a customer. The entry stays when its source is down (客户动态).',
  simpleResolvers: true,
})
export class TimelineEntryType {
  @Field(() => ID, { description: 'Id of the entry (动态编号).' })
  readonly id!: string;

  @Field(() => ActivityKindEnum, { description: 'What happened (活动类型).' })
  readonly kind!: ActivityKind;

  @Field(() => DateScalar, { description: 'Business day it happened (发生日期).' })
  readonly occurredOn!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Instant it happened, where the source knows it (发生时间).' })
  readonly occurredAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Number or title in the words of its source (标题).' })
  readonly title!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Status as of the last look; of a contract, each status it was seen in has an entry (状态).',
  })
  readonly status!: string | null;

  @Field(() => MoneyType, { nullable: true, description: 'Amount of the row (金额).' })
  readonly amount!: Money | null;

  @Field(() => SourceRecordType, { nullable: true, description: 'The party record it belongs to (所属源记录).' })
  readonly party!: object | null;
}

@ArgsType()
export class TimelineArgs extends PageArgs {
  @Field(() => [ActivityKindEnum], { nullable: true, description: 'Only these kinds; absent: all (活动类型).' })
  readonly kinds?: readonly ActivityKind[] | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Only within these days (发生日期范围).' })
  readonly occurredOn?: DateRangeInput | null;
}

export const TimelineConnection = connectionType('Timeline', () => TimelineEntryType, ['timeline entries', '客户动态']);
