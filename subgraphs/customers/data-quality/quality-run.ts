import type { Page } from '#core/page';
import type { SourceKey } from '#core/source-key';
import type { Assessment, CheckedByDimension } from './assess-record';
import type { QualityFigure } from './quality-score';
import type { QualityGap } from './quality-tally';

/** INTERRUPTED: its process ended; what the run before found still counts. */
export const QUALITY_RUN_STATES = ['RUNNING', 'DONE', 'FAILED', 'INTERRUPTED'] as const;
export type QualityRunState = (typeof QUALITY_RUN_STATES)[number];

/** Instants are ISO 8601 in UTC. */
export interface QualityRun {
  /** Sorts by the time of its begin. */
  readonly id: string;
  readonly state: QualityRunState;
  /** Who asked for it; null: its time had come. */
  readonly requestedBy: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Business day that ages were counted to. */
  readonly businessDate: string;
  readonly rulesVersion: string;
  readonly opened: number;
  readonly reopened: number;
  readonly closed: number;
}

/** One system in a run. */
export interface AssessedSource {
  readonly system: string;
  readonly records: number;
  /** Why nothing can be said of it in this run; what was found before stays. */
  readonly unavailable: string | null;
}

/** What a run found, in sums. */
export interface QualityRunDetails {
  readonly sources: readonly AssessedSource[];
  readonly figures: readonly QualityFigure[];
  readonly gaps: readonly QualityGap[];
}

/** Port to the runs that were made. */
export interface QualityRuns {
  /** The newest first. @throws BadCursorError */
  page(asked: { readonly first: number; readonly after: string | null }): Promise<Page<QualityRun>>;
  /** The newest that came to its end. */
  latest(): Promise<QualityRun | null>;
  /** In the order of the ids; of a run that is not done what it has so far, which is nothing. */
  details(ids: readonly string[]): Promise<readonly QualityRunDetails[]>;
  /** What the last run that saw a record found about it; null: none did. */
  ofRecords(keys: readonly SourceKey[]): Promise<readonly (CheckedByDimension | null)[]>;
}

/** What opens a run. */
export type QualityRunStart = Pick<QualityRun, 'id' | 'requestedBy' | 'businessDate' | 'rulesVersion'>;

/** What was found about one record, with who answers for it. */
export interface AssessedRecord extends SourceKey {
  readonly assessment: Assessment;
}

/** Port to the rows that a run writes. What it writes counts when it is finished, as a whole. */
export interface QualityRunRows {
  /** @returns null while another run goes on */
  open(start: QualityRunStart): Promise<QualityRun | null>;
  /** @throws WorkEndsError when the run is not the one that goes on */
  stage(run: string, records: readonly AssessedRecord[]): Promise<void>;
  /** Forgets what was staged of a system. */
  unstage(run: string, system: string): Promise<void>;
  finish(run: string, found: QualityRunDetails): Promise<void>;
  /** Notes that a run ended without an outcome; one that is done stays so. */
  end(run: string, state: 'FAILED' | 'INTERRUPTED'): Promise<void>;
  /** Removes rows of runs that count no more, some at a time. @returns whether there are more */
  sweep(): Promise<boolean>;
  /** When the last run began, ISO instant. */
  lastStart(): Promise<string | null>;
}
