import type { EntityManager, InferEntity } from '@mikro-orm/core';
import { BadCursorError } from '#core/errors';
import type { Page } from '#core/page';
import type { DecisionSource, RecordDecisions } from '../registry/record-decisions';
import { inForce, type AuditEvent, type StewardDecision } from './steward-decision';
import { keptSince, type AnsweredOrder } from './answered-order';
import { AnsweredOrderEntity, AuditEventEntity, StewardDecisionEntity } from './steward-decision.entity';
import type { Decided, StewardDecisions, StewardEvents } from './steward-decision.source';

const CURSOR = /^dec_[\w-]{1,36}$/;
const EVENT_CURSOR = /^evt_[\w-]{1,36}$/;

/** The decisions in the owned store of the customers subgraph. */
export class OwnedStewardDecisions implements StewardDecisions, StewardEvents, DecisionSource {
  constructor(private readonly fork: () => EntityManager) {}

  async inForce(): Promise<RecordDecisions> {
    return inForce(await this.open());
  }

  async open(): Promise<readonly StewardDecision[]> {
    return (await this.fork().find(StewardDecisionEntity, { undone: null }, { orderBy: { id: 'asc' } })).map(toDecision);
  }

  async byId(id: string): Promise<StewardDecision | null> {
    const row = await this.fork().findOne(StewardDecisionEntity, { id });
    return row && toDecision(row);
  }

  async answered(id: string): Promise<AnsweredOrder | null> {
    const row = await this.fork().findOne(AnsweredOrderEntity, { id });
    return row && { id, order: row.orderHash, at: row.at, answer: row.answer };
  }

  async decisionsByIds(ids: readonly string[]): Promise<readonly (StewardDecision | null)[]> {
    const rows = await this.fork().find(StewardDecisionEntity, { id: { $in: [...ids] } });
    const found = new Map(rows.map((row) => [row.id, toDecision(row)]));
    return ids.map((id) => found.get(id) ?? null);
  }

  async page({ first, after }: Parameters<StewardDecisions['page']>[0]): Promise<Page<StewardDecision>> {
    if (after !== null && !CURSOR.test(after)) throw new BadCursorError('it is damaged');
    const scope = after === null ? {} : { id: { $lt: after } };
    const rows = await this.fork().find(StewardDecisionEntity, scope, { orderBy: { id: 'desc' }, limit: first + 1 });
    const shown = rows.slice(0, first);
    return { rows: shown.map(toDecision), cursors: shown.map(({ id }) => id), hasNextPage: rows.length > first };
  }

  async eventPage({ first, after, decision }: Parameters<StewardEvents['eventPage']>[0]): Promise<Page<AuditEvent>> {
    if (after !== null && !EVENT_CURSOR.test(after)) throw new BadCursorError('it is damaged');
    const scope = { ...(after === null ? {} : { id: { $lt: after } }), ...(decision === null ? {} : { subject: decision }) };
    const rows = await this.fork().find(AuditEventEntity, scope, { orderBy: { id: 'desc' }, limit: first + 1 });
    const shown = rows.slice(0, first);
    return { rows: shown.map(toEvent), cursors: shown.map(({ id }) => id), hasNextPage: rows.length > first };
  }
}

/** Writes a decision and its audit event inside the transaction that follows it. */
export async function writeDecided(em: EntityManager, { decision, event, answered }: Decided): Promise<void> {
  await em.nativeDelete(StewardDecisionEntity, { id: decision.id });
  await em.insert(StewardDecisionEntity, { ...decision });
  await em.insert(AuditEventEntity, { ...event });
  if (answered) await writeAnswered(em, answered);
}

/** Those of before go with it: a key is free again after its time. */
async function writeAnswered(em: EntityManager, { id, order, at, answer }: AnsweredOrder): Promise<void> {
  await em.nativeDelete(AnsweredOrderEntity, { $or: [{ id }, { at: { $lt: keptSince(Date.parse(at)) } }] });
  await em.insert(AnsweredOrderEntity, { id, orderHash: order, at, answer });
}

function toDecision(row: InferEntity<typeof StewardDecisionEntity>): StewardDecision {
  const { id, kind, left, right, field, actor, reason, decidedAt, undone } = row;
  return { id, kind, left, right, field: field ?? null, actor, reason, decidedAt, undone: undone ?? null };
}

const toEvent = ({ id, at, actor, action, subject, reason, customers }: InferEntity<typeof AuditEventEntity>): AuditEvent => ({
  id,
  at,
  actor,
  action,
  subject,
  reason,
  customers,
});
