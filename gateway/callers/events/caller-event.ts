export const CALLER_ACTIONS = ['KEY_CREATED', 'KEY_ROTATED', 'KEY_REVOKED', 'REVOKED', 'LIFTED'] as const;
export type CallerAction = (typeof CALLER_ACTIONS)[number];

/** Who changes keys and revocations, and why. */
export interface Deed {
  readonly actor: string;
  readonly reason: string | null;
}

/** What somebody did to a key or a revocation. */
export interface CallerEvent extends Deed {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly action: CallerAction;
  /** Id of the key, or `subject SUB`, `token JTI`, with what was said about it. */
  readonly target: string;
}
