import { ArgsType, Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';
import { connectionType, PageArgs } from '#graphql/connection';
import { DateRangeInput } from '#graphql/date-range.input';
import { enumOf } from '#graphql/enum-of';
import { MoneyType } from '#graphql/money.type';
import { DateScalar } from '#graphql/scalars';
import { SourceRecordStub } from '#graphql/source-record.type';
import { OPPORTUNITY_STATUSES, type OpportunityFilter, type OpportunityStatus } from './opportunity';

const OpportunityStatusEnum = enumOf(OPPORTUNITY_STATUSES);
const OpportunitySortEnum = enumOf(['CREATED_ON_DESC', 'CREATED_ON_ASC']);

registerEnumType(OpportunityStatusEnum, {
  name: 'OpportunityStatus',
  description: 'Whether a deal is open or how it ended (商机状态).',
});
registerEnumType(OpportunitySortEnum, { name: 'OpportunitySort', description: 'Order of a list of opportunities (商机排序).' });

@Directive('@key(fields: "id")')
@ObjectType('Opportunity', { description: 'A possible deal with a customer (商机).', simpleResolvers: true })
export class OpportunityType {
  readonly system!: string;
  readonly key!: string;

  @Field(() => ID, { description: 'Id of the opportunity in this graph (编号).' })
  readonly id!: string;

  @Field(() => SourceRecordStub, { nullable: true, description: 'Party record it is about (商机客户源记录).' })
  readonly party!: SourceKey | null;

  @Field(() => String, { nullable: true, description: 'Who it is about while not yet a customer (潜在客户名称).' })
  readonly prospectName!: string | null;

  @Field(() => String, { nullable: true, description: 'Title (商机名称).' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Stage of the sales process, in the words of the source (商机阶段).' })
  readonly stage!: string | null;

  @Field(() => Int, { nullable: true, description: 'Chance of winning in percent (成功概率).' })
  readonly probability!: number | null;

  @Field(() => MoneyType, { nullable: true, description: 'Expected value (预计金额).' })
  readonly amount!: Money | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day the deal is expected to close (预计成交日期).' })
  readonly expectedOn!: string | null;

  @Field(() => OpportunityStatusEnum, { nullable: true, description: 'Whether it is open or how it ended (商机状态).' })
  readonly status!: OpportunityStatus | null;

  @Field(() => String, { nullable: true, description: 'Why it was lost (丢单原因).' })
  readonly lostReason!: string | null;

  @Field(() => String, { nullable: true, description: 'Where it came from, in the words of the source (商机来源).' })
  readonly source!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day it was entered (创建日期).' })
  readonly createdOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day it ended (关闭日期).' })
  readonly closedOn!: string | null;
}

@InputType('OpportunityFilter', { description: 'Which opportunities to list; all conditions must hold (商机筛选).' })
export class OpportunityFilterInput implements OpportunityFilter {
  @Field(() => [OpportunityStatusEnum], { nullable: true, description: 'One of these statuses (商机状态).' })
  readonly status?: readonly OpportunityStatus[] | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Entered within these days (创建日期范围).' })
  readonly createdOn?: DateRangeInput | null;
}

@ArgsType()
export class OpportunityArgs extends PageArgs {
  @Field(() => OpportunityFilterInput, { nullable: true, description: 'Which opportunities to list (商机筛选).' })
  readonly filter?: OpportunityFilterInput | null;

  @Field(() => OpportunitySortEnum, { defaultValue: 'CREATED_ON_DESC', description: 'Order of the list (商机排序).' })
  readonly sort!: keyof typeof OpportunitySortEnum;
}

export const OpportunityConnection = connectionType('Opportunity', () => OpportunityType, ['opportunities', '商机']);
