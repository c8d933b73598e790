import { createHash } from 'node:crypto';
import type { Page } from '#core/page';
import type { SourceKey } from '#core/source-key';
import type { QualityDimension, QualitySeverity } from './quality-rule';

/** ACKNOWLEDGED: somebody sees to it; IGNORED: it is as it should be; CLOSED: the last run did not find it any more. */
export const QUALITY_ISSUE_STATES = ['OPEN', 'ACKNOWLEDGED', 'IGNORED', 'CLOSED'] as const;
export type QualityIssueState = (typeof QUALITY_ISSUE_STATES)[number];

/** A rule that a record breaks. It names the field and never its value. Instants are ISO 8601 in UTC. */
export interface QualityIssue {
  readonly id: string;
  readonly record: SourceKey;
  readonly rule: string;
  readonly field: string;
  readonly dimension: QualityDimension;
  readonly domain: string;
  readonly severity: QualitySeverity;
  readonly department: string;
  readonly steward: string;
  readonly state: QualityIssueState;
  /** When it was found first, or again after it had been closed. */
  readonly openedAt: string;
  readonly lastSeenAt: string;
  readonly closedAt: string | null;
  /** Goes up with every change of its state. */
  readonly version: number;
  readonly decision: IssueDecision | null;
}

/** What a person said about an issue. */
export interface IssueDecision {
  readonly actor: string;
  readonly at: string;
  readonly reason: string;
}

/** Conditions that must all hold; null: any. */
export interface QualityIssueFilter {
  readonly system: string | null;
  readonly dimension: QualityDimension | null;
  readonly domain: string | null;
  readonly department: string | null;
  readonly steward: string | null;
  readonly severity: QualitySeverity | null;
  readonly state: QualityIssueState | null;
  readonly rule: string | null;
  /** Key of the record in its system. */
  readonly key: string | null;
}

export interface QualityIssueQuery {
  readonly filter: QualityIssueFilter;
  readonly first: number;
  readonly after: string | null;
}

/** Port to the issues. */
export interface QualityIssues {
  /** Those opened last first. @throws BadCursorError */
  page(query: QualityIssueQuery): Promise<Page<QualityIssue>>;
  count(filter: QualityIssueFilter): Promise<number>;
  byId(id: string): Promise<QualityIssue | null>;
  /** @returns whether the issue was still in this version */
  decide(seen: Pick<QualityIssue, 'id' | 'version'>, state: QualityIssueState, decision: IssueDecision): Promise<boolean>;
}

/** The same record and rule have the same issue for ever. */
export function issueId({ system, key }: SourceKey, rule: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([system, key, rule]))
    .digest('base64url');
  return `dqi_${hash.slice(0, 24)}`;
}
