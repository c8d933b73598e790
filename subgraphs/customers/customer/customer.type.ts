import { ArgsType, Directive, Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { SourceKey } from '#core/source-key';
import { connectionType, PageArgs } from '#graphql/connection';
import { enumOf } from '#graphql/enum-of';
import { DateScalar, DateTimeScalar } from '#graphql/scalars';
import { MATCH_RULES, PARTY_KINDS, type MatchRule, type PartyKind } from '../registry/party-record';
import type { FieldValue, Provenance } from '../registry/golden-record';
import type { MatchComparison, MatchedRecord } from './customer';

const PartyKindEnum = enumOf(PARTY_KINDS);
const MatchRuleEnum = enumOf(MATCH_RULES);
registerEnumType(PartyKindEnum, { name: 'PartyKind', description: 'Organisation or person (主体类型).' });
registerEnumType(MatchRuleEnum, { name: 'MatchRule', description: 'Why a source record belongs to its customer (匹配规则).' });

@ObjectType('MatchComparison', {
  description: 'What two records show beside each other in one respect, and what it counts (匹配比较项).',
  simpleResolvers: true,
})
export class MatchComparisonType implements MatchComparison {
  @Field(() => String, { description: 'What is compared (比较项).' })
  readonly comparison!: string;

  @Field(() => String, { description: 'How alike the two are in it (相似级别).' })
  readonly level!: string;

  @Field(() => Float, { description: 'Bits for (positive) or against one party (权重).' })
  readonly weight!: number;
}

@Directive('@key(fields: "system key")')
@ObjectType('SourceRecord', { description: 'A row of a source system that describes a party (源记录).', simpleResolvers: true })
export class SourceRecordType implements SourceKey {
  @Field(() => String, { description: 'Source system id, as its mapping file names it (来源系统).' })
  readonly system!: string;

  @Field(() => String, { description: 'Key of the row in its system; parts are joined with | (源记录键).' })
  readonly key!: string;

  @Field(() => String, { nullable: true, description: 'Name as this system writes it (源系统名称).' })
  readonly name?: string | null;

  @Field(() => MatchRuleEnum, { nullable: true, description: 'Why it belongs to its customer (匹配规则).' })
  readonly matchedBy?: MatchRule | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is known as it is (观测时间).' })
  readonly observedAt?: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Probability that it is one party with the record it fits best; null for the first record and for a decision (匹配置信度).',
  })
  readonly confidence?: number | null;

  @Field(() => Float, { nullable: true, description: 'Score of that match in bits, log2 odds (匹配得分).' })
  readonly score?: number | null;

  @Field(() => SourceRecordType, { nullable: true, description: 'The record of the customer it fits best (匹配对象).' })
  readonly matchedWith?: SourceKey | null;

  @Field(() => [MatchComparisonType], { nullable: true, description: 'What the two show beside each other (匹配证据).' })
  readonly evidence?: readonly MatchComparison[] | null;
}

@ObjectType('FieldValue', { description: 'What one source record says for a field (字段取值).', simpleResolvers: true })
export class FieldValueType implements FieldValue {
  @Field(() => String, { description: 'The value as text; several values are joined by "; " (值).' })
  readonly value!: string;

  @Field(() => String, { description: 'Source system of the value (来源系统).' })
  readonly system!: string;

  @Field(() => String, { description: 'Key of the record in its system (源记录键).' })
  readonly key!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Since when the record is known to say so, an instant or a day (观测时间).',
  })
  readonly observedAt!: string | null;
}

@ObjectType('FieldProvenance', {
  description: 'Which record a value of the customer comes from, and why it won (数据血缘).',
  simpleResolvers: true,
})
export class FieldProvenanceType implements Provenance {
  @Field(() => String, { description: 'Field of the customer (字段).' })
  readonly field!: Provenance['field'];

  @Field(() => String, { description: 'Source system of the value (来源系统).' })
  readonly system!: string;

  @Field(() => String, { description: 'Key of the record in its system (源记录键).' })
  readonly key!: string;

  @Field(() => String, { description: 'The value as text; several values are joined by "; " (值).' })
  readonly value!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Since when the record is known to say so, an instant or a day (观测时间).',
  })
  readonly observedAt!: string | null;

  @Field(() => String, {
    description:
      'Survivorship rule that chose it; PINNED: a steward did; ONLY_VALUE: nobody says anything else; KEY_ORDER: no rule told the ' +
      'candidates apart (取值规则).',
  })
  readonly rule!: Provenance['rule'];

  @Field(() => [FieldValueType], { description: 'What lost against it, the best first, at most 10 (落选值).' })
  readonly alternatives!: readonly FieldValue[];
}

@Directive('@key(fields: "id")')
@ObjectType('Customer', {
  description: 'A customer once, with everything the source systems know (客户).',
  simpleResolvers: true,
})
export class CustomerType {
  @Field(() => ID, { description: 'Id of the golden record, cus_ + UUIDv7 (客户编号).' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'Name from the best source that has one (客户名称).' })
  readonly name!: string | null;

  @Field(() => PartyKindEnum, { nullable: true, description: 'Organisation or person (主体类型).' })
  readonly kind!: PartyKind | null;

  @Field(() => String, { nullable: true, description: 'Tax number or unified social credit code (税号).' })
  readonly taxNo!: string | null;

  @Field(() => [String], { nullable: true, description: 'Telephone numbers as written (电话).' })
  readonly phones!: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'E-mail address (电子邮箱).' })
  readonly email!: string | null;

  @Field(() => String, { nullable: true, description: 'Postal address (地址).' })
  readonly address!: string | null;

  @Field(() => String, { nullable: true, description: 'City, GB/T 2260 code where the source has one (城市代码).' })
  readonly cityCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Industry in the words of its source (行业).' })
  readonly industry!: string | null;

  @Field(() => String, { nullable: true, description: 'Level in the letters of its source (客户级别).' })
  readonly level!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of its oldest record (建档日期).' })
  readonly createdOn!: string | null;

  @Field(() => [SourceRecordType], { nullable: true, description: 'The records that are this customer (源记录).' })
  readonly sourceRecords!: readonly MatchedRecord[];

  @Field(() => [FieldProvenanceType], { nullable: true, description: 'Where each value comes from (数据血缘).' })
  readonly provenance!: readonly Provenance[];

  @Field(() => Float, {
    nullable: true,
    description: 'Probability that all its records are one party: that of the record that fits worst (置信度).',
  })
  readonly confidence!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Equal for equal content; a decision on the customer names the version it was taken on (版本).',
  })
  readonly version!: string;

  @Directive('@inaccessible')
  @Field(() => [SourceRecordType], { nullable: true, description: 'Source keys for the planner (源记录键).' })
  readonly sourceKeys!: readonly SourceKey[];

  @Directive('@inaccessible')
  @Field(() => [ID], { nullable: true, description: 'The own id and all absorbed ones, for the planner (历史编号).' })
  readonly identityIds!: readonly string[];
}

@ArgsType()
export class CustomersArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Up to 5 words that a customer must all have; case, width, blanks and punctuation of values make no difference. Found are names, ' +
      'short names and help codes from any Chinese character or the beginning of another word; phone numbers by their last digits; ' +
      'tax numbers, source numbers and contract numbers by their beginning. Words under 2 Chinese characters, 4 digits or 3 other ' +
      'characters find whole values only; of longer ones the first 24 characters count. Order: whole numbers, whole phone numbers, ' +
      'whole names, beginnings, other places. Identity card numbers of persons are not searched (搜索词).',
  })
  readonly search?: string | null;
}

export const CustomerConnection = connectionType('Customer', () => CustomerType, ['customers', '客户']);
