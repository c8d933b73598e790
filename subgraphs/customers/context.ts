import type { Claims } from '#policy/claims';
import type { ContactLoaders } from './contacts/contact.loaders';
import type { CustomerLoaders } from './customer/customer.loaders';
import type { CustomerRegistry } from './customer/customer.source';
import type { CustomerProfiles } from './customer-profile/customer-profile.source';
import type { ProfileLoaders } from './customer-profile/customer-profile.loaders';
import type { DataQuality } from './data-quality/data-quality';
import type { QualityLoaders } from './data-quality/data-quality.loaders';
import type { HierarchyLoaders } from './hierarchy/hierarchy.loaders';
import type { CustomerSearch } from './search/customer-search.source';
import type { MatchReviews } from './registry/match-review';
import type { MixedCustomers } from './registry/mixed-customer';
import type { StewardDecisionLoaders } from './stewardship/steward-decision.loaders';
import type { StewardDecisions, StewardEvents } from './stewardship/steward-decision.source';
import type { Stewardship } from './stewardship/stewardship';
import type { Timeline } from './timeline/timeline-entry';
import type { TimelineLoaders } from './timeline/timeline.loaders';

/** What resolvers of the customers subgraph may use. Made per fetch: nothing is shared between callers. */
export interface CustomersContext {
  readonly registry: CustomerRegistry;
  readonly search: CustomerSearch;
  readonly profiles: CustomerProfiles;
  readonly timeline: Timeline;
  readonly reviews: MatchReviews & MixedCustomers;
  readonly decisions: StewardDecisions & StewardEvents;
  readonly stewardship: Stewardship;
  readonly quality: DataQuality;
  /** Who asks. */
  readonly claims: Claims;
  readonly loaders: CustomerLoaders &
    HierarchyLoaders &
    ContactLoaders &
    ProfileLoaders &
    TimelineLoaders &
    QualityLoaders &
    StewardDecisionLoaders;
}
