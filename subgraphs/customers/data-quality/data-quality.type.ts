import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '#graphql/connection';
import { enumOf } from '#graphql/enum-of';
import { DateScalar, DateTimeScalar } from '#graphql/scalars';
import { UserErrorType } from '../stewardship/stewardship.type';
import type { UserError } from '../stewardship/user-error';
import { QUALITY_ISSUE_STATES, type IssueDecision, type QualityIssue, type QualityIssueState } from './quality-issue';
import { QUALITY_DIMENSIONS, QUALITY_SEVERITIES, type QualityDimension, type QualitySeverity } from './quality-rule';
import { QUALITY_RUN_STATES, type QualityRun, type QualityRunState } from './quality-run';
import type { QualityScore } from './quality-score';
import type { DomainQuality, SystemQuality } from './quality-report';
import type { QualityGap } from './quality-tally';

export const QualityDimensionEnum = enumOf(QUALITY_DIMENSIONS);
export const QualitySeverityEnum = enumOf(QUALITY_SEVERITIES);
export const QualityIssueStateEnum = enumOf(QUALITY_ISSUE_STATES);
const QualityRunStateEnum = enumOf(QUALITY_RUN_STATES);
registerEnumType(QualityDimensionEnum, { name: 'DataQualityDimension', description: 'What can be wrong with data (质量维度).' });
registerEnumType(QualitySeverityEnum, { name: 'DataQualitySeverity', description: 'How bad it is (严重程度).' });
registerEnumType(QualityIssueStateEnum, {
  name: 'DataQualityIssueState',
  description:
    'ACKNOWLEDGED: somebody sees to it; IGNORED: it is as it should be; CLOSED: the last run did not find it any more (问题状态).',
});
registerEnumType(QualityRunStateEnum, {
  name: 'DataQualityRunState',
  description: 'INTERRUPTED: its process ended; what the run before found still counts (检查状态).',
});

@ObjectType('DataQualityScore', {
  description:
    'Parts of the checks that found nothing wrong, 0 to 1; null where nothing could be checked. What a source cannot tell counts neither as ' +
    'good nor as bad (质量得分).',
  simpleResolvers: true,
})
export class DataQualityScoreType implements QualityScore {
  @Field(() => Float, { nullable: true, description: 'Over all checks (综合得分).' })
  readonly score!: number | null;

  @Field(() => Float, { nullable: true, description: 'Mandatory fields that are filled in (完整性).' })
  readonly completeness!: number | null;

  @Field(() => Float, { nullable: true, description: 'Values that can be what they say (有效性).' })
  readonly validity!: number | null;

  @Field(() => Float, { nullable: true, description: 'One customer, one file; the rest is the rate of duplicates (唯一性).' })
  readonly uniqueness!: number | null;

  @Field(() => Float, { nullable: true, description: 'Values and references that agree with others (一致性).' })
  readonly consistency!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Files that were renewed in time; the rest is the rate of stale ones (时效性).',
  })
  readonly freshness!: number | null;

  @Field(() => Int, { description: 'Checks that could be made (检查数).' })
  readonly checked!: number;

  @Field(() => Int, { description: 'Checks that found something wrong (不合格数).' })
  readonly failed!: number;
}

@ObjectType('SystemDataQuality', { description: 'What a run found in one system (系统数据质量).', simpleResolvers: true })
export class SystemQualityType implements SystemQuality {
  @Field(() => String, { description: 'Source system id (来源系统).' })
  readonly system!: string;

  @Field(() => Int, { description: 'Records that were looked at (源记录数).' })
  readonly records!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why the system could not be looked at; its issues stay as they were (未检查原因).',
  })
  readonly unavailable!: string | null;

  @Field(() => DataQualityScoreType, { description: 'Its scores (质量得分).' })
  readonly score!: QualityScore;
}

@ObjectType('DomainDataQuality', {
  description: 'What a run found in one area of the data, and who answers for it (数据域质量).',
  simpleResolvers: true,
})
export class DomainQualityType implements DomainQuality {
  @Field(() => String, { description: 'Id of the area, as the rules name it (数据域).' })
  readonly domain!: string;

  @Field(() => String, { nullable: true, description: 'What the area is; null when the rules name it no more (数据域名称).' })
  readonly text!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Department that answers for it, unless the rules name another for a system (责任部门).',
  })
  readonly department!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Person who answers for it, unless the rules name another for a system (责任人).',
  })
  readonly steward!: string | null;

  @Field(() => DataQualityScoreType, { description: 'Its scores over all systems (质量得分).' })
  readonly score!: QualityScore;
}

@ObjectType('DataQualityGap', {
  description: 'A rule that a source cannot tell about: its records count neither as good nor as bad (不可评估项).',
  simpleResolvers: true,
})
export class QualityGapType implements QualityGap {
  @Field(() => String, { description: 'Source system id (来源系统).' })
  readonly system!: string;

  @Field(() => String, { description: 'Id of the rule (规则编号).' })
  readonly rule!: string;

  @Field(() => String, { description: 'Why the source cannot tell (原因).' })
  readonly reason!: string;

  @Field(() => Int, { description: 'Records that the rule could not be applied to (源记录数).' })
  readonly records!: number;
}

@ObjectType('DataQualityRun', { description: 'One look at all records by the rules (质量检查).', simpleResolvers: true })
export class QualityRunType implements QualityRun {
  @Field(() => ID, { description: 'Id of the run (检查编号).' })
  readonly id!: string;

  @Field(() => QualityRunStateEnum, { description: 'Whether it is done (检查状态).' })
  readonly state!: QualityRunState;

  @Field(() => String, { nullable: true, description: 'Who asked for it; null: its time had come (发起人).' })
  readonly requestedBy!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it began (开始时间).' })
  readonly startedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended (结束时间).' })
  readonly finishedAt!: string | null;

  @Field(() => DateScalar, { description: 'Business day that ages are counted to (业务日期).' })
  readonly businessDate!: string;

  @Field(() => String, { description: 'Version of the rules; scores of other versions are not the same measure (规则版本).' })
  readonly rulesVersion!: string;

  @Field(() => Int, { description: 'Issues that it found first (新增问题数).' })
  readonly opened!: number;

  @Field(() => Int, { description: 'Closed issues that it found again (重新打开问题数).' })
  readonly reopened!: number;

  @Field(() => Int, { description: 'Issues that it did not find any more (关闭问题数).' })
  readonly closed!: number;
}

@ObjectType('DataQualityDecision', { description: 'What a person said about an issue (问题处理).', simpleResolvers: true })
export class IssueDecisionType implements IssueDecision {
  @Field(() => String, { description: 'Who (处理人).' })
  readonly actor!: string;

  @Field(() => DateTimeScalar, { description: 'When (处理时间).' })
  readonly at!: string;

  @Field(() => String, { description: 'Why (理由).' })
  readonly reason!: string;
}

@ObjectType('DataQualityIssue', {
  description: 'A rule that a record breaks; it names the field and never its value (质量问题).',
  simpleResolvers: true,
})
export class QualityIssueType {
  @Field(() => ID, { description: 'Id of the issue; the same record and rule have the same one for ever (问题编号).' })
  readonly id!: string;

  @Field(() => String, { description: 'Id of the rule (规则编号).' })
  readonly rule!: string;

  @Field(() => String, { description: 'Field of the record (字段).' })
  readonly field!: string;

  @Field(() => QualityDimensionEnum, { description: 'What is wrong (质量维度).' })
  readonly dimension!: QualityDimension;

  @Field(() => String, { description: 'Area of the data (数据域).' })
  readonly domain!: string;

  @Field(() => QualitySeverityEnum, { description: 'How bad it is (严重程度).' })
  readonly severity!: QualitySeverity;

  @Field(() => String, { description: 'Department that answers for it (责任部门).' })
  readonly department!: string;

  @Field(() => String, { description: 'Person who answers for it, as the token names them (责任人).' })
  readonly steward!: string;

  @Field(() => QualityIssueStateEnum, { description: 'Where it stands (问题状态).' })
  readonly state!: QualityIssueState;

  @Field(() => DateTimeScalar, { description: 'When it was found first, or again after it had been closed (发现时间).' })
  readonly openedAt!: string;

  @Field(() => DateTimeScalar, { description: 'When a run found it last (最近发现时间).' })
  readonly lastSeenAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When a run did not find it any more (关闭时间).' })
  readonly closedAt!: string | null;

  @Field(() => Int, { description: 'Goes up with every change of its state; decisions name it (版本).' })
  readonly version!: number;

  @Field(() => IssueDecisionType, { nullable: true, description: 'What a person said about it last (最近处理).' })
  readonly decision!: QualityIssue['decision'];
}

@ObjectType('DataQualityRunPayload', {
  description: 'The run that has begun, or why none has (质量检查结果).',
  simpleResolvers: true,
})
export class QualityRunPayloadType {
  @Field(() => QualityRunType, { nullable: true, description: 'The run; it goes on (质量检查).' })
  readonly run!: QualityRun | null;

  @Field(() => [UserErrorType], { description: 'CONFLICT while another run goes on (业务错误).' })
  readonly userErrors!: readonly UserError[];
}

@ObjectType('DataQualityIssuePayload', {
  description: 'The issue as it is then, or why nothing has changed (问题处理结果).',
  simpleResolvers: true,
})
export class QualityIssuePayloadType {
  @Field(() => QualityIssueType, { nullable: true, description: 'The issue (质量问题).' })
  readonly issue!: QualityIssue | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was not (业务错误).' })
  readonly userErrors!: readonly UserError[];
}

export const QualityRunConnection = connectionType('DataQualityRun', () => QualityRunType, ['runs', '质量检查']);
export const QualityIssueConnection = connectionType('DataQualityIssue', () => QualityIssueType, ['issues', '质量问题']);
