import type { Page } from '#core/page';
import type { CustomerProfile } from './customer-profile';

export interface ProfileQuery {
  readonly first: number;
  readonly after: string | null;
  /** Instant, ISO 8601: profiles that changed since, those removed included; null: all that are there. */
  readonly changedSince: string | null;
}

/** How old what the projections show of a system may be. */
export interface SystemAsOf {
  readonly system: string;
  readonly asOf: string | null;
}

/** Port to the stored profiles. */
export interface CustomerProfiles {
  /** In the order of their ids, or of their changes. @throws BadCursorError */
  page(query: ProfileQuery): Promise<Page<CustomerProfile>>;
  count(changedSince: string | null): Promise<number>;
  byIds(ids: readonly string[]): Promise<readonly (CustomerProfile | null)[]>;
  /** Of every system that has feeds. */
  asOf(): Promise<readonly SystemAsOf[]>;
}
