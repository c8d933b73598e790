import { Field, Float, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { SourceKey } from '#core/source-key';
import { connectionType } from '#graphql/connection';
import { enumOf } from '#graphql/enum-of';
import { DateTimeScalar } from '#graphql/scalars';
import { CustomerType, MatchComparisonType, SourceRecordType } from '../customer/customer.type';
import type { MatchComparison } from '../customer/customer';
import { REVIEW_REASONS, type ReviewReason } from '../identity/cluster/cluster-links';
import { CHANGE_OUTCOMES, type ChangeOutcome, type CustomerChange, type FieldChange } from './customer-change';
import { DECISION_KINDS, type DecisionKind, type StewardDecision, type Undone } from './steward-decision';
import type { UserError } from './user-error';

const DecisionKindEnum = enumOf(DECISION_KINDS);
const ChangeOutcomeEnum = enumOf(CHANGE_OUTCOMES);
const ReviewReasonEnum = enumOf(REVIEW_REASONS);
registerEnumType(DecisionKindEnum, { name: 'DecisionKind', description: 'What a steward decided (裁决类型).' });
registerEnumType(ChangeOutcomeEnum, { name: 'ChangeOutcome', description: 'What becomes of a customer (变更结果).' });
registerEnumType(ReviewReasonEnum, { name: 'ReviewReason', description: 'Why a person has to decide on a pair (复核原因).' });

@ObjectType('DecisionUndone', { description: 'Who took a decision back, and why (撤销信息).', simpleResolvers: true })
export class DecisionUndoneType implements Undone {
  @Field(() => DateTimeScalar, { description: 'When it was taken back (撤销时间).' })
  readonly at!: string;

  @Field(() => String, { description: 'Who took it back (撤销人).' })
  readonly actor!: string;

  @Field(() => String, { description: 'Why it was taken back (撤销理由).' })
  readonly reason!: string;
}

@ObjectType('StewardDecision', {
  description: 'What a steward decided about customers; it counts until somebody takes it back (主数据裁决).',
  simpleResolvers: true,
})
export class StewardDecisionType {
  @Field(() => ID, { description: 'Id of the decision (裁决编号).' })
  readonly id!: string;

  @Field(() => DecisionKindEnum, { description: 'What was decided (裁决类型).' })
  readonly kind!: DecisionKind;

  @Field(() => [SourceRecordType], {
    description: 'Records of one side; of a split those that leave, of a pinned value the one it comes from (本侧源记录).',
  })
  readonly left!: readonly SourceKey[];

  @Field(() => [SourceRecordType], { description: 'Records of the other side; none for a pinned value (对侧源记录).' })
  readonly right!: readonly SourceKey[];

  @Field(() => String, { nullable: true, description: 'Field whose value is pinned (字段).' })
  readonly field!: string | null;

  @Field(() => String, { description: 'Who decided (裁决人).' })
  readonly actor!: string;

  @Field(() => String, { description: 'Why (理由).' })
  readonly reason!: string;

  @Field(() => DateTimeScalar, { description: 'When it was decided (裁决时间).' })
  readonly decidedAt!: string;

  @Field(() => DecisionUndoneType, { nullable: true, description: 'Present when it was taken back (撤销信息).' })
  readonly undone!: Undone | null;
}

@ObjectType('FieldChange', { description: 'A value before and after a decision (字段变更).', simpleResolvers: true })
export class FieldChangeType implements FieldChange {
  @Field(() => String, { description: 'Field of the customer (字段).' })
  readonly field!: FieldChange['field'];

  @Field(() => String, { nullable: true, description: 'The value before (变更前).' })
  readonly before!: string | null;

  @Field(() => String, { nullable: true, description: 'The value after (变更后).' })
  readonly after!: string | null;

  @Field(() => SourceRecordType, { nullable: true, description: 'The record that the value after comes from (来源记录).' })
  readonly source!: SourceKey | null;

  @Field(() => String, { nullable: true, description: 'The rule that chose the value after (取值规则).' })
  readonly rule!: FieldChange['rule'];
}

@ObjectType('CustomerChange', { description: 'What a decision does to one customer (客户变更).', simpleResolvers: true })
export class CustomerChangeType implements CustomerChange {
  @Field(() => ID, { description: 'Id of the customer; of one that a dry run would create it is not final (客户编号).' })
  readonly customerId!: string;

  @Field(() => ChangeOutcomeEnum, { description: 'What becomes of it (变更结果).' })
  readonly outcome!: ChangeOutcome;

  @Field(() => ID, { description: 'The customer that its id leads to afterwards (存续客户编号).' })
  readonly survivorId!: string;

  @Field(() => [FieldChangeType], { description: 'Its values that change, field by field (字段变更).' })
  readonly fields!: readonly FieldChange[];

  @Field(() => [SourceRecordType], { description: 'Records that come to it (并入的源记录).' })
  readonly joined!: readonly SourceKey[];

  @Field(() => [SourceRecordType], { description: 'Records that leave it (移出的源记录).' })
  readonly left!: readonly SourceKey[];

  @Field(() => CustomerType, {
    nullable: true,
    description: 'The customer as it is now; null after a dry run that creates it (客户).',
  })
  readonly customer?: CustomerType | null;
}

@ObjectType('UserError', { description: 'Why a request was refused; nothing was changed (业务错误).', simpleResolvers: true })
export class UserErrorType implements UserError {
  @Field(() => String, {
    description:
      'INVALID, UNKNOWN_ID, NOT_POSSIBLE, or CONFLICT: somebody was faster, the message says what has changed (错误代码).',
  })
  readonly code!: UserError['code'];

  @Field(() => String, { nullable: true, description: 'Argument of the input it is about (参数).' })
  readonly field!: string | null;

  @Field(() => String, { description: 'What is wrong, and what to do (说明).' })
  readonly message!: string;
}

@ObjectType('StewardDecisionPayload', {
  description: 'What came of a decision, or what would come of it (裁决结果).',
  simpleResolvers: true,
})
export class StewardDecisionPayloadType {
  @Field(() => StewardDecisionType, { nullable: true, description: 'The decision; null when refused or tried only (裁决).' })
  readonly decision!: StewardDecision | null;

  @Field(() => [CustomerChangeType], { description: 'What changes, for each customer (客户变更).' })
  readonly changes!: readonly CustomerChange[];

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was not (业务错误).' })
  readonly userErrors!: readonly UserError[];
}

@ObjectType('MatchReview', {
  description: 'Two records that may be one party; a person decides (匹配复核项).',
  simpleResolvers: true,
})
export class MatchReviewType {
  @Field(() => ReviewReasonEnum, { description: 'Why a person has to decide (复核原因).' })
  readonly reason!: ReviewReason;

  @Field(() => Float, { description: 'Score of the pair in bits, log2 odds (匹配得分).' })
  readonly score!: number;

  @Field(() => Float, { description: 'Probability that both are one party (匹配置信度).' })
  readonly confidence!: number;

  @Field(() => [SourceRecordType], { description: 'The two records (源记录).' })
  readonly records!: readonly SourceKey[];

  @Field(() => [CustomerType], { description: 'The customers that they belong to (客户).' })
  readonly customers!: readonly CustomerType[];

  @Field(() => [MatchComparisonType], { description: 'What the two show beside each other (匹配证据).' })
  readonly evidence!: readonly MatchComparison[];
}

export const MatchReviewConnection = connectionType('MatchReview', () => MatchReviewType, ['pairs to review', '匹配复核项']);
export const StewardDecisionConnection = connectionType('StewardDecision', () => StewardDecisionType, [
  'decisions',
  '主数据裁决',
]);

@InputType('SeenCustomerInput', { description: 'A customer as the person who decides has seen it (已查看的客户).' })
export class SeenCustomerInput {
  @Field(() => ID, { description: 'Id of the customer (客户编号).' })
  readonly id!: string;

  @Field(() => String, { description: 'Customer.version as it was seen; another one by now is a CONFLICT (版本).' })
  readonly version!: string;
}

@InputType('SourceKeyInput', { description: 'Names a record of a source system (源记录标识).' })
export class SourceKeyInput implements SourceKey {
  @Field(() => String, { description: 'Source system id (来源系统).' })
  readonly system!: string;

  @Field(() => String, { description: 'Key of the record in its system (源记录键).' })
  readonly key!: string;
}
