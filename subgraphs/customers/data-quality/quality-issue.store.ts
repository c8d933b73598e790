import { z } from 'zod';
import { createHash } from 'node:crypto';
import type { EntityManager, FilterQuery, InferEntity } from '@mikro-orm/core';
import { ListCursor } from '#core/list-cursor';
import type { Page } from '#core/page';
import { QualityIssueEntity } from './data-quality.entity';
import type {
  IssueDecision,
  QualityIssue,
  QualityIssueFilter,
  QualityIssueQuery,
  QualityIssues,
  QualityIssueState,
} from './quality-issue';

type IssueRow = InferEntity<typeof QualityIssueEntity>;

/** The issues in the owned store of the customers subgraph. */
export class OwnedQualityIssues implements QualityIssues {
  constructor(private readonly fork: () => EntityManager) {}

  async page({ filter, first, after }: QualityIssueQuery): Promise<Page<QualityIssue>> {
    const scope: FilterQuery<IssueRow>[] = [scopeOf(filter)];
    if (after !== null) {
      const { at, id } = cursorsOf(filter).read(after);
      scope.push({ $or: [{ openedAt: { $lt: at } }, { openedAt: at, id: { $gt: id } }] });
    }
    const orderBy = { openedAt: 'desc', id: 'asc' } as const;
    const rows = await this.fork().find(QualityIssueEntity, { $and: scope }, { orderBy, limit: first + 1 });
    const shown = rows.slice(0, first);
    return {
      rows: shown.map(toIssue),
      cursors: shown.map(({ openedAt, id }) => cursorsOf(filter).write({ at: openedAt, id })),
      hasNextPage: rows.length > first,
    };
  }

  count(filter: QualityIssueFilter): Promise<number> {
    return this.fork().count(QualityIssueEntity, scopeOf(filter));
  }

  async byId(id: string): Promise<QualityIssue | null> {
    const row = await this.fork().findOne(QualityIssueEntity, { id });
    return row && toIssue(row);
  }

  async decide(
    { id, version }: Pick<QualityIssue, 'id' | 'version'>,
    state: QualityIssueState,
    { actor, at, reason }: IssueDecision,
  ): Promise<boolean> {
    const changed = { state, version: version + 1, decidedBy: actor, decidedAt: at, reason };
    return (await this.fork().nativeUpdate(QualityIssueEntity, { id, version }, changed)) > 0;
  }
}

function scopeOf(filter: QualityIssueFilter): FilterQuery<IssueRow> {
  const { system, key, dimension, domain, department, steward, severity, state, rule } = filter;
  return {
    ...(system !== null && { system }),
    ...(key !== null && { key }),
    ...(dimension !== null && { dimension }),
    ...(domain !== null && { domain }),
    ...(department !== null && { department }),
    ...(steward !== null && { steward }),
    ...(severity !== null && { severity }),
    ...(state !== null && { state }),
    ...(rule !== null && { rule }),
  };
}

function toIssue(row: IssueRow): QualityIssue {
  const { id, system, key, rule, field, dimension, domain, severity, department, steward, state } = row;
  const { openedAt, lastSeenAt, closedAt, version, decidedBy, decidedAt, reason } = row;
  const decided = decidedBy != null && decidedAt != null;
  return {
    id,
    record: { system, key },
    rule,
    field,
    dimension,
    domain,
    severity,
    department,
    steward,
    state,
    openedAt,
    lastSeenAt,
    closedAt: closedAt ?? null,
    version,
    decision: decided ? { actor: decidedBy, at: decidedAt, reason: reason ?? '' } : null,
  };
}

/** Names the list that a cursor belongs to. */
const listOf = (filter: QualityIssueFilter): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('base64url')
    .slice(0, 12);

const cursorsOf = (filter: QualityIssueFilter) => new ListCursor(listOf(filter), { at: z.string(), id: z.string() });
