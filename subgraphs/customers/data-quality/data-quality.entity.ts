import { defineEntity, p } from '@mikro-orm/core';
import type { CheckedByDimension } from './assess-record';
import type { QualityIssueState } from './quality-issue';
import type { QualityDimension, QualitySeverity } from './quality-rule';
import type { QualityRunState } from './quality-run';

/** Runs over all records; instants are ISO 8601 in UTC. */
export const QualityRunEntity = defineEntity({
  name: 'QualityRun',
  tableName: 'quality_run',
  properties: {
    id: p.string().length(40).primary(),
    state: p.string().length(12).$type<QualityRunState>(),
    requestedBy: p.string().length(100).nullable(),
    startedAt: p.string().length(24),
    /** Last sign of life of a run that goes on. */
    aliveAt: p.string().length(24),
    finishedAt: p.string().length(24).nullable(),
    businessDate: p.string().length(10),
    rulesVersion: p.string().length(16),
    opened: p.integer(),
    reopened: p.integer(),
    closed: p.integer(),
  },
});

export const QualitySourceEntity = defineEntity({
  name: 'QualitySource',
  tableName: 'quality_source',
  properties: {
    run: p.string().length(40).primary(),
    system: p.string().length(40).primary(),
    records: p.integer(),
    unavailable: p.string().length(200).nullable(),
  },
});

export const QualityFigureEntity = defineEntity({
  name: 'QualityFigure',
  tableName: 'quality_figure',
  properties: {
    run: p.string().length(40).primary(),
    system: p.string().length(40).primary(),
    domain: p.string().length(40).primary(),
    dimension: p.string().length(20).primary().$type<QualityDimension>(),
    checked: p.integer(),
    failed: p.integer(),
  },
});

export const QualityGapEntity = defineEntity({
  name: 'QualityGap',
  tableName: 'quality_gap',
  properties: {
    run: p.string().length(40).primary(),
    system: p.string().length(40).primary(),
    rule: p.string().length(40).primary(),
    reason: p.string().length(150).primary(),
    records: p.integer(),
  },
});

/** What a run found about a record; the last run that is done and saw the system counts. */
export const QualityRecordEntity = defineEntity({
  name: 'QualityRecord',
  tableName: 'quality_record',
  properties: {
    run: p.string().length(40).primary(),
    system: p.string().length(40).primary(),
    key: p.string().length(120).primary().fieldName('source_key'),
    checked: p.json<CheckedByDimension>().columnType('text'),
  },
});

const issueProperties = () => ({
  system: p.string().length(40),
  key: p.string().length(120).fieldName('source_key'),
  rule: p.string().length(40),
  field: p.string().length(40),
  dimension: p.string().length(20).$type<QualityDimension>(),
  domain: p.string().length(40),
  severity: p.string().length(10).$type<QualitySeverity>(),
  department: p.string().length(60),
  steward: p.string().length(100),
});

/** A broken rule that a run has found so far; it becomes an issue when the run is done. */
export const QualityFindingEntity = defineEntity({
  name: 'QualityFinding',
  tableName: 'quality_finding',
  properties: { run: p.string().length(40).primary(), id: p.string().length(40).primary(), ...issueProperties() },
});

export const QualityIssueEntity = defineEntity({
  name: 'QualityIssue',
  tableName: 'quality_issue',
  indexes: [{ properties: ['openedAt', 'id'] }, { properties: ['system', 'key'] }],
  properties: {
    id: p.string().length(40).primary(),
    ...issueProperties(),
    state: p.string().length(12).$type<QualityIssueState>(),
    openedAt: p.string().length(24),
    lastSeenAt: p.string().length(24),
    closedAt: p.string().length(24).nullable(),
    version: p.integer(),
    decidedBy: p.string().length(100).nullable(),
    decidedAt: p.string().length(24).nullable(),
    reason: p.string().length(500).nullable(),
  },
});

export const DATA_QUALITY_ENTITIES = [
  QualityRunEntity,
  QualitySourceEntity,
  QualityFigureEntity,
  QualityGapEntity,
  QualityRecordEntity,
  QualityFindingEntity,
  QualityIssueEntity,
];
