import { type Dataset } from '../dataset';
import { type GroundTruth } from '../ground-truth';

/** What one step of a run has made: the rows of one party, of the code lists, or the totals over all. */
export interface Step {
  readonly data: Dataset;
  readonly truth: GroundTruth;
  /** The last step: rows that total over all parties, which alone depend on how many there are. */
  readonly closing: boolean;
}

/** Where the steps of a run go. Nothing it makes looks complete before `finish`. */
export interface StepTarget {
  take(step: Step): void;
  finish(): void;
  /** Removes what was made so far. */
  abort(): void;
}
