import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  ACTIVITY_KINDS,
  FEED_KINDS,
  type Activity,
  type ActivityKind,
  type Feed,
  type FeedKind,
  type FeedPage,
  type FeedRow,
  type FeedSupport,
} from '#core/feed';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';
import { enumOf } from '#graphql/enum-of';
import { MoneyType } from '#graphql/money.type';
import { DateScalar, DateTimeScalar } from '#graphql/scalars';

const FeedKindEnum = enumOf(FEED_KINDS);
const FeedActivityKindEnum = enumOf(ACTIVITY_KINDS);
registerEnumType(FeedKindEnum, { name: 'FeedKind', description: 'What the rows of a feed are (变更流类别).' });
registerEnumType(FeedActivityKindEnum, { name: 'FeedActivityKind', description: 'What happened (业务活动类型).' });

@ObjectType('Feed', { description: 'Rows of one type in one source (变更流).', simpleResolvers: true })
export class FeedType implements Feed {
  @Field(() => String, { description: 'Names it among the feeds of its subgraph (名称).' })
  readonly name!: string;

  @Field(() => FeedKindEnum, { description: 'What its rows are (类别).' })
  readonly kind!: FeedKind;

  @Field(() => String, { description: 'Source system id (来源系统).' })
  readonly system!: string;

  @Field(() => String, { description: 'Type of its rows (记录类型).' })
  readonly type!: string;
}

@ObjectType('FeedSupport', { description: 'How the changes of a feed can be found (变更识别方式).', simpleResolvers: true })
export class FeedSupportType implements FeedSupport {
  @Field(() => Boolean, { description: 'The source marks what it changes; deletions it never marks (有更新标记).' })
  readonly hasWatermark!: boolean;

  @Field(() => Int, { nullable: true, description: 'Milliseconds after which all rows should be compared again (全量比对间隔).' })
  readonly compareEveryMs!: number | null;
}

@ObjectType('FeedRow', { description: 'A row and what it holds, as a hash (变更行).', simpleResolvers: true })
export class FeedRowType implements FeedRow {
  @Field(() => String, { description: 'Key of the row in its system (记录键).' })
  readonly key!: string;

  @Field(() => String, { description: 'Equal hashes, equal rows (内容摘要).' })
  readonly hash!: string;
}

@ObjectType('FeedPage', { description: 'Some rows of a feed (变更页).', simpleResolvers: true })
export class FeedPageType implements FeedPage {
  @Field(() => [FeedRowType], { description: 'The rows; one may come more than once (变更行).' })
  readonly rows!: readonly FeedRow[];

  @Field(() => String, { description: 'Where to go on; to be stored (游标).' })
  readonly cursor!: string;

  @Field(() => Boolean, { description: 'Nothing more is known by now (已读完).' })
  readonly isComplete!: boolean;
}

@ObjectType('FeedParty', { description: 'The party record a row belongs to (所属主体).', simpleResolvers: true })
export class FeedPartyType implements SourceKey {
  @Field(() => String, { description: 'Source system id (来源系统).' })
  readonly system!: string;

  @Field(() => String, { description: 'Key of the record in its system (源记录键).' })
  readonly key!: string;
}

@ObjectType('FeedActivity', { description: 'What a row means for its customer (业务活动).', simpleResolvers: true })
export class FeedActivityType implements Activity {
  @Field(() => String, { description: 'Key of the row in its system (记录键).' })
  readonly key!: string;

  @Field(() => FeedActivityKindEnum, { description: 'What happened (类型).' })
  readonly kind!: ActivityKind;

  @Field(() => FeedPartyType, { nullable: true, description: 'Whom it belongs to (所属主体).' })
  readonly party!: SourceKey | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day it happened (发生日期).' })
  readonly occurredOn!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Instant it happened, where that is known (发生时间).' })
  readonly occurredAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Title in the words of its source (标题).' })
  readonly title!: string | null;

  @Field(() => String, { nullable: true, description: 'Status of the row (状态).' })
  readonly status!: string | null;

  @Field(() => MoneyType, { nullable: true, description: 'Amount (金额).' })
  readonly amount!: Money | null;

  @Field(() => ID, { description: 'Id of the row in the graph (编号).' })
  readonly subject!: string;
}

@ArgsType()
export class FeedPageArgs {
  @Field(() => String, { description: 'Name of the feed (变更流名称).' })
  readonly feed!: string;

  @Field(() => String, { nullable: true, description: 'Cursor to go on from; absent: from the beginning (起始游标).' })
  readonly after?: string | null;

  @Field(() => Int, { defaultValue: 500, description: 'Rows of the page, 1 to 1000 (行数).' })
  readonly first!: number;
}
