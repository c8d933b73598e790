import type { PreferenceCode } from './preference';

export interface PreferenceSource {
  /** What preference codes mean in the words of their systems, in code order; null where a system has no name for one. */
  names(codes: readonly PreferenceCode[]): Promise<readonly (string | null)[]>;
}
