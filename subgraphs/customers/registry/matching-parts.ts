import type { IdentitySettings } from './identity-settings';
import type { DecisionSource } from './record-decisions';
import type { RegistryRows } from './registry-rows';
import type { WholeMatching } from './whole-matching';

/** What the matching of a registry needs of its surroundings. */
export interface MatchingParts {
  readonly writer: RegistryRows;
  readonly settings: IdentitySettings;
  readonly decisions: DecisionSource;
  readonly whole: WholeMatching;
  readonly newId: (prefix: 'cus') => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs work that only one process may do at a time. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
}
