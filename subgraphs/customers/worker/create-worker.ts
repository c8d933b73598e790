import type { FeedLag, FeedSource } from '#core/feed';
import type { Store } from '#runtime/store/open-store';
import type { CustomerRegistry } from '../customer/customer.source';
import { OwnedProfileStore } from '../customer-profile/customer-profile.store';
import { ProfileProjection } from '../customer-profile/profile-projection';
import type { MovedReferences } from '../registry/moved-references';
import { OwnedFeedStore } from './feed.store';
import type { FollowScope } from './follow-feed';
import { WorkerLease } from './lease.store';
import { Worker } from './worker';

export interface WorkerSetup extends Omit<FollowScope, 'store'> {
  readonly store: Store;
  readonly registry: Pick<CustomerRegistry, 'page' | 'bySource' | 'byIds'>;
  readonly parties: Pick<MovedReferences, 'apply' | 'follow'>;
  readonly sources: ReadonlyMap<string, FeedSource>;
  /** Names this process among those that could do the work. */
  readonly holder: string;
  /** No other process can reach the store. */
  readonly alone: boolean;
  readonly onLags?: ((lags: readonly FeedLag[]) => void) | undefined;
  readonly afterCycle?: (() => Promise<void>) | undefined;
}

/** A worker over the owned store of the customers subgraph. */
export function createWorker({ store, registry, parties, holder, alone, ...rest }: WorkerSetup): Worker {
  const lease = new WorkerLease(store.fork, holder, rest.now, alone);
  const profileStore = new OwnedProfileStore(store.fork, rest.now, (em) => lease.confirm(em));
  const profiles = new ProfileProjection(profileStore, registry, parties, rest.pause, rest.now);
  return new Worker({ ...rest, lease, profiles, references: parties, store: new OwnedFeedStore(store.fork, lease) });
}
