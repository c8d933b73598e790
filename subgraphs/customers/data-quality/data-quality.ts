import type { IssueStewardship } from './issue-stewardship.service';
import type { QualityIssues } from './quality-issue';
import type { QualityRules } from './quality-rule';
import type { QualityRun, QualityRuns } from './quality-run';

/** What came of asking for a run: the run that has begun, or that another one goes on. */
export interface AskedRun {
  readonly run: QualityRun | null;
  /** The run that goes on, where this process knows it. */
  readonly running: string | null;
}

/** Looks at all records by the rules; one run at a time. */
export interface QualityRunning {
  /** Begins a run and does not wait for its end. `actor`: who asks; null: its time has come. */
  start(actor: string | null): Promise<AskedRun>;
}

/** What resolvers may use of data quality. */
export interface DataQuality {
  readonly rules: Pick<QualityRules, 'rules' | 'domains'>;
  readonly service: QualityRunning;
  readonly runs: QualityRuns;
  readonly issues: QualityIssues;
  readonly stewardship: Pick<IssueStewardship, 'decide'>;
}
