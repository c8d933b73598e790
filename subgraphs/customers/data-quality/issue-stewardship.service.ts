import { refusal, type UserError } from '../stewardship/user-error';
import type { QualityIssue, QualityIssues, QualityIssueState } from './quality-issue';

/** As many characters as the column of a reason has. */
const LONGEST_REASON = 500;

/** An issue as the person who decides has seen it. */
export interface IssueOrder {
  readonly id: string;
  readonly version: number;
  readonly reason: string;
}

/** The issue as it is then, or why nothing has changed. */
export interface IssueRuling {
  readonly issue: QualityIssue | null;
  readonly userErrors: readonly UserError[];
}

/** What a person may say about an issue: that somebody sees to it, that it is as it should be, or that it is open again. */
export type IssueDecisionKind = Exclude<QualityIssueState, 'CLOSED'>;

/** Decisions of persons about issues. */
export class IssueStewardship {
  constructor(
    private readonly issues: Pick<QualityIssues, 'byId' | 'decide'>,
    private readonly now: () => number,
  ) {}

  async decide(kind: IssueDecisionKind, { id, version, reason }: IssueOrder, actor: string): Promise<IssueRuling> {
    const error = checkReason(reason) ?? checkIssue(await this.issues.byId(id), id, version);
    if (error) return { issue: null, userErrors: [error] };
    const decision = { actor, at: new Date(this.now()).toISOString(), reason: reason.trim() };
    const isDecided = await this.issues.decide({ id, version }, kind, decision);
    const issue = await this.issues.byId(id);
    const refused = isDecided ? null : (checkIssue(issue, id, version) ?? refusal('CONFLICT', 'id', `${id} has changed`));
    return refused ? { issue: null, userErrors: [refused] } : { issue, userErrors: [] };
  }
}

function checkIssue(issue: QualityIssue | null, id: string, version: number): UserError | null {
  if (issue === null) return refusal('UNKNOWN_ID', 'id', `There is no issue ${id}`);
  if (issue.version !== version) {
    const by = issue.decision === null ? '' : ` by ${issue.decision.actor}`;
    return refusal('CONFLICT', 'version', `${id} is ${issue.state}${by} now. Its version is ${issue.version}, not ${version}`);
  }
  if (issue.state !== 'CLOSED') return null;
  return refusal('NOT_POSSIBLE', 'id', `${id} is closed: the last run did not find it any more`);
}

function checkReason(reason: string): UserError | null {
  if (reason.trim() === '') return refusal('INVALID', 'reason', 'Say why');
  if (reason.length <= LONGEST_REASON) return null;
  return refusal('INVALID', 'reason', `A reason has at most ${LONGEST_REASON} characters, this one has ${reason.length}`);
}
