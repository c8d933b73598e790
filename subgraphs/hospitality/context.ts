import type { RecordLoaders } from '#graphql/record-loaders';
import type { FolioLoaders } from './folios/folio.loaders';
import type { GuestLoaders } from './guests/guest.loaders';
import type { PreferenceLoaders } from './preferences/preference.loaders';
import type { StaySummaryLoaders } from './stay-summary/stay-summary.loaders';
import type { Stay, StayFilter } from './stays/stay';

/** Loaders of one fetch; every concept brings its own. */
export interface HospitalityLoaders extends FolioLoaders, PreferenceLoaders, StaySummaryLoaders {
  readonly guests: GuestLoaders;
  readonly stays: RecordLoaders<Stay, StayFilter>;
  readonly companyStays: RecordLoaders<Stay, StayFilter>;
}

/** What resolvers of the hospitality subgraph may use. Made per fetch: nothing is shared between callers. */
export interface HospitalityContext {
  /** Business day, YYYY-MM-DD. */
  readonly today: string;
  readonly loaders: HospitalityLoaders;
}
