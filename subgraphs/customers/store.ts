import type { StoreDefinition } from '#runtime/store/open-store';
import { registry } from './migrations/0001-registry';
import { CustomerProfileEntity } from './customer-profile/customer-profile.entity';
import { DATA_QUALITY_ENTITIES } from './data-quality/data-quality.entity';
import { searchIndex } from './migrations/0002-search-index';
import { projections } from './migrations/0003-projections';
import { identity } from './migrations/0004-identity';
import { stewardship } from './migrations/0005-stewardship';
import { dataQuality } from './migrations/0006-data-quality';
import { accountOwners } from './migrations/0007-account-owners';
import { parents } from './migrations/0008-parents';
import { answeredOrders } from './migrations/0009-answered-orders';
import { longTexts } from './migrations/0010-long-texts';
import { wholeAnswers } from './migrations/0011-whole-answers';
import { earlierParties } from './migrations/0012-earlier-parties';
import { REGISTRY_ENTITIES } from './registry/registry.entity';
import { STEWARDSHIP_ENTITIES } from './stewardship/steward-decision.entity';
import { TimelineEntryEntity } from './timeline/timeline-entry.entity';
import { WORKER_ENTITIES } from './worker/worker.entity';

/** The owned store of the customers subgraph. */
export const customersStore: StoreDefinition = {
  name: 'customers',
  entities: [
    ...REGISTRY_ENTITIES,
    ...STEWARDSHIP_ENTITIES,
    ...WORKER_ENTITIES,
    ...DATA_QUALITY_ENTITIES,
    TimelineEntryEntity,
    CustomerProfileEntity,
  ],
  migrations: [
    registry,
    searchIndex,
    projections,
    identity,
    stewardship,
    dataQuality,
    accountOwners,
    parents,
    answeredOrders,
    longTexts,
    wholeAnswers,
    earlierParties,
  ],
};
