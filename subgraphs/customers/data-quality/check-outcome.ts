/** A source that cannot tell is neither good nor bad. */
export interface Unassessable {
  readonly unassessable: string;
}

/** NOT_APPLICABLE: there is nothing the check is about. */
export type CheckOutcome = 'PASSED' | 'FAILED' | 'NOT_APPLICABLE' | Unassessable;

export const passedWhen = (holds: boolean): 'PASSED' | 'FAILED' => (holds ? 'PASSED' : 'FAILED');

export const unassessable = (reason: string): Unassessable => ({ unassessable: reason });
