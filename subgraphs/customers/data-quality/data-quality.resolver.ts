import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { SourceKey } from '#core/source-key';
import { PageArgs, pageSize, toConnection, type Connection } from '#graphql/connection';
import type { CustomersContext } from '../context';
import type { Customer } from '../customer/customer';
import { CustomerType, SourceRecordType } from '../customer/customer.type';
import { matchedRecords } from '../customer/matched-records';
import { refusal, type UserError } from '../stewardship/user-error';
import { DecideIssueInput, issueFilter, QualityIssuesArgs } from './data-quality.input';
import {
  DataQualityScoreType,
  DomainQualityType,
  QualityGapType,
  QualityIssueConnection,
  QualityIssuePayloadType,
  QualityIssueType,
  QualityRunConnection,
  QualityRunPayloadType,
  QualityRunType,
  SystemQualityType,
} from './data-quality.type';
import type { IssueRuling } from './issue-stewardship.service';
import type { QualityIssue } from './quality-issue';
import { domainsOfRun, scoreOfRun, systemsOfRun, type DomainQuality, type SystemQuality } from './quality-report';
import type { QualityRun } from './quality-run';
import { scoreOfRecords, type QualityScore } from './quality-score';
import type { QualityGap } from './quality-tally';

@Resolver()
export class DataQualityResolver {
  @Query(() => QualityRunType, {
    nullable: true,
    description: 'The last run that came to its end; null before the first (最近质量检查).',
  })
  dataQuality(@Ctx() { quality }: CustomersContext): Promise<QualityRun | null> {
    return quality.runs.latest();
  }

  @Query(() => QualityRunConnection, { nullable: true, description: 'Runs with their scores, the newest first (质量检查列表).' })
  async dataQualityRuns(
    @Args(() => PageArgs) { first, after = null }: PageArgs,
    @Ctx() { quality }: CustomersContext,
  ): Promise<Connection<QualityRun>> {
    return toConnection(await quality.runs.page({ first: pageSize(first), after }));
  }

  @Query(() => QualityIssueConnection, {
    nullable: true,
    description: 'Issues, also those that are closed, those opened last first (质量问题列表).',
  })
  async dataQualityIssues(
    @Args(() => QualityIssuesArgs) { first, after = null, filter: given }: QualityIssuesArgs,
    @Ctx() { quality }: CustomersContext,
  ): Promise<Connection<QualityIssue>> {
    const filter = issueFilter(given);
    return toConnection(await quality.issues.page({ filter, first: pageSize(first), after }), () => quality.issues.count(filter));
  }

  @Mutation(() => QualityRunPayloadType, {
    nullable: true,
    description: 'Begins a run over all records and does not wait for its end; its state tells when it is done (发起质量检查).',
  })
  async runDataQuality(
    @Ctx() { quality, claims }: CustomersContext,
  ): Promise<{ readonly run: QualityRun | null; readonly userErrors: readonly UserError[] }> {
    const { run, running } = await quality.service.start(claims.sub);
    if (run) return { run, userErrors: [] };
    const which = running === null ? 'Another run' : `The run ${running}`;
    return { run, userErrors: [refusal('CONFLICT', null, `${which} goes on. Ask again when it is done`)] };
  }

  @Mutation(() => QualityIssuePayloadType, { nullable: true, description: 'Says that somebody sees to an issue (确认质量问题).' })
  acknowledgeDataQualityIssue(
    @Arg('input', () => DecideIssueInput, { description: 'Which, and how (输入).' }) input: DecideIssueInput,
    @Ctx() { quality, claims }: CustomersContext,
  ): Promise<IssueRuling> {
    return quality.stewardship.decide('ACKNOWLEDGED', input, claims.sub);
  }

  @Mutation(() => QualityIssuePayloadType, {
    nullable: true,
    description: 'Says that what an issue is about is as it should be (忽略质量问题).',
  })
  ignoreDataQualityIssue(
    @Arg('input', () => DecideIssueInput, { description: 'Which, and why (输入).' }) input: DecideIssueInput,
    @Ctx() { quality, claims }: CustomersContext,
  ): Promise<IssueRuling> {
    return quality.stewardship.decide('IGNORED', input, claims.sub);
  }

  @Mutation(() => QualityIssuePayloadType, {
    nullable: true,
    description: 'Takes back what was said of an issue (重新打开质量问题).',
  })
  reopenDataQualityIssue(
    @Arg('input', () => DecideIssueInput, { description: 'Which, and why (输入).' }) input: DecideIssueInput,
    @Ctx() { quality, claims }: CustomersContext,
  ): Promise<IssueRuling> {
    return quality.stewardship.decide('OPEN', input, claims.sub);
  }
}

@Resolver(() => QualityRunType)
export class QualityRunResolver {
  @FieldResolver(() => DataQualityScoreType, { nullable: true, description: 'Scores over all systems (质量得分).' })
  async score(@Root() { id }: QualityRun, @Ctx() { loaders }: CustomersContext): Promise<QualityScore> {
    return scoreOfRun(await loaders.qualityOfRun.load(id));
  }

  @FieldResolver(() => [SystemQualityType], { nullable: true, description: 'What it found in each system (各系统质量).' })
  async systems(@Root() { id }: QualityRun, @Ctx() { loaders }: CustomersContext): Promise<readonly SystemQuality[]> {
    return systemsOfRun(await loaders.qualityOfRun.load(id));
  }

  @FieldResolver(() => [DomainQualityType], {
    nullable: true,
    description: 'What it found in each area of the data (各数据域质量).',
  })
  async domains(@Root() { id }: QualityRun, @Ctx() { loaders, quality }: CustomersContext): Promise<readonly DomainQuality[]> {
    return domainsOfRun(await loaders.qualityOfRun.load(id), quality.rules.domains);
  }

  @FieldResolver(() => [QualityGapType], { nullable: true, description: 'What sources cannot tell (不可评估项).' })
  async gaps(@Root() { id }: QualityRun, @Ctx() { loaders }: CustomersContext): Promise<readonly QualityGap[]> {
    return (await loaders.qualityOfRun.load(id)).gaps;
  }
}

@Resolver(() => QualityIssueType)
export class QualityIssueResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What is wrong, in words; null when the rules name the rule no more (问题说明).',
  })
  text(@Root() { rule }: QualityIssue, @Ctx() { quality }: CustomersContext): string | null {
    return quality.rules.rules.find(({ id }) => id === rule)?.text ?? null;
  }

  @FieldResolver(() => SourceRecordType, { nullable: true, description: 'The record, with its customer (源记录).' })
  async record(@Root() { record }: QualityIssue, @Ctx() { loaders }: CustomersContext): Promise<SourceKey> {
    const [found] = await matchedRecords(loaders, [record]);
    return found ?? record;
  }
}

@Resolver(() => SourceRecordType)
export class SourceRecordQualityResolver {
  @FieldResolver(() => DataQualityScoreType, {
    nullable: true,
    description: 'Scores of the record by the last run that saw it; null: none did (质量得分).',
  })
  async quality(@Root() { system, key }: SourceKey, @Ctx() { loaders }: CustomersContext): Promise<QualityScore | null> {
    return scoreOfRecords([await loaders.qualityOfRecord.load({ system, key })]);
  }
}

@Resolver(() => CustomerType)
export class CustomerQualityResolver {
  @FieldResolver(() => DataQualityScoreType, {
    nullable: true,
    description: 'Scores over all records of the customer; null: no run has seen one (质量得分).',
  })
  async quality(@Root() { sourceRecords }: Customer, @Ctx() { loaders }: CustomersContext): Promise<QualityScore | null> {
    return scoreOfRecords(
      await Promise.all(sourceRecords.map(({ system, key }) => loaders.qualityOfRecord.load({ system, key }))),
    );
  }
}
