import { defineEntity, p } from '@mikro-orm/core';
import type { GoldenField } from '../registry/golden-record';
import type { AuditEvent, DecisionKind, Undone } from './steward-decision';
import type { Ruling } from './stewardship';

/** Decisions of persons about records, also those that were taken back. */
export const StewardDecisionEntity = defineEntity({
  name: 'StewardDecision',
  tableName: 'steward_decision',
  properties: {
    id: p.string().length(40).primary(),
    kind: p.string().length(20).$type<DecisionKind>(),
    /** Record ids; text columns, as JSON columns are constrained by one engine only. */
    left: p.json<readonly string[]>().columnType('mediumtext').fieldName('left_records'),
    right: p.json<readonly string[]>().columnType('mediumtext').fieldName('right_records'),
    field: p.string().length(40).nullable().$type<GoldenField>(),
    actor: p.string().length(100),
    reason: p.string().length(500),
    decidedAt: p.string().length(30),
    undone: p.json<Undone>().columnType('mediumtext').nullable(),
  },
});

/** What was done by whom; rows are only added. */
export const AuditEventEntity = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_event',
  indexes: [{ properties: ['subject'] }],
  properties: {
    id: p.string().length(40).primary(),
    at: p.string().length(30),
    actor: p.string().length(100),
    action: p.string().length(20).$type<AuditEvent['action']>(),
    subject: p.string().length(40),
    reason: p.string().length(500),
    customers: p.json<readonly string[]>().columnType('mediumtext'),
  },
});

/** Answers to orders that carry a key. */
export const AnsweredOrderEntity = defineEntity({
  name: 'AnsweredOrder',
  tableName: 'answered_order',
  indexes: [{ properties: ['at'] }],
  properties: {
    id: p.string().length(64).primary(),
    orderHash: p.string().length(64),
    at: p.string().length(30),
    answer: p.json<Ruling>().columnType('mediumtext'),
  },
});

export const STEWARDSHIP_ENTITIES = [StewardDecisionEntity, AuditEventEntity, AnsweredOrderEntity];
