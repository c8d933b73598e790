import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { PageArgs } from '#graphql/connection';
import { QualityDimensionEnum, QualityIssueStateEnum, QualitySeverityEnum } from './data-quality.type';
import type { IssueOrder } from './issue-stewardship.service';
import type { QualityIssueFilter } from './quality-issue';

@InputType('DataQualityIssueFilter', { description: 'Conditions that must all hold (质量问题筛选).' })
export class QualityIssueFilterInput implements Partial<QualityIssueFilter> {
  @Field(() => String, { nullable: true, description: 'Source system id (来源系统).' })
  readonly system?: string | null;

  @Field(() => QualityDimensionEnum, { nullable: true, description: 'What is wrong (质量维度).' })
  readonly dimension?: QualityIssueFilter['dimension'];

  @Field(() => String, { nullable: true, description: 'Area of the data (数据域).' })
  readonly domain?: string | null;

  @Field(() => String, { nullable: true, description: 'Department that answers for it (责任部门).' })
  readonly department?: string | null;

  @Field(() => String, { nullable: true, description: 'Person who answers for it (责任人).' })
  readonly steward?: string | null;

  @Field(() => QualitySeverityEnum, { nullable: true, description: 'How bad it is (严重程度).' })
  readonly severity?: QualityIssueFilter['severity'];

  @Field(() => QualityIssueStateEnum, { nullable: true, description: 'Where it stands (问题状态).' })
  readonly state?: QualityIssueFilter['state'];

  @Field(() => String, { nullable: true, description: 'Id of the rule (规则编号).' })
  readonly rule?: string | null;

  @Field(() => String, { nullable: true, description: 'Key of the record in its system (源记录键).' })
  readonly key?: string | null;
}

@ArgsType()
export class QualityIssuesArgs extends PageArgs {
  @Field(() => QualityIssueFilterInput, { nullable: true, description: 'Which issues; absent: all (筛选).' })
  readonly filter?: QualityIssueFilterInput | null;
}

/** The filter with every condition named. */
export const issueFilter = (given: QualityIssueFilterInput | null | undefined): QualityIssueFilter => ({
  system: given?.system ?? null,
  dimension: given?.dimension ?? null,
  domain: given?.domain ?? null,
  department: given?.department ?? null,
  steward: given?.steward ?? null,
  severity: given?.severity ?? null,
  state: given?.state ?? null,
  rule: given?.rule ?? null,
  key: given?.key ?? null,
});

@InputType('DecideDataQualityIssueInput', { description: 'What a person says about an issue (问题处理输入).' })
export class DecideIssueInput implements IssueOrder {
  @Field(() => ID, { description: 'Id of the issue (问题编号).' })
  readonly id!: string;

  @Field(() => Int, { description: 'DataQualityIssue.version as it was seen; another one by now is a CONFLICT (版本).' })
  readonly version!: number;

  @Field(() => String, { description: 'Why, in a sentence that others understand later; at most 500 characters (理由).' })
  readonly reason!: string;
}
