import { defineEntity, p } from '@mikro-orm/core';

/** Where the worker stands in a feed; instants are ISO 8601 in UTC. */
export const FeedProgressEntity = defineEntity({
  name: 'FeedProgress',
  tableName: 'feed_progress',
  properties: {
    /** Subgraph and name of the feed. */
    feed: p.string().length(100).primary(),
    system: p.string().length(40),
    afterCursor: p.text().nullable(),
    /** Begin of the last look that came to its end: what the projections show is at least as new. */
    lookedAt: p.string().length(24).nullable(),
    comparedAt: p.string().length(24).nullable(),
    compareMs: p.integer(),
    /** Looks that failed in a row. */
    failures: p.integer(),
    retryAt: p.string().length(24).nullable(),
  },
});

/** A row of a feed as it was projected last. */
export const KnownRowEntity = defineEntity({
  name: 'KnownRow',
  tableName: 'known_row',
  properties: {
    feed: p.string().length(100).primary(),
    rowKey: p.string().length(190).primary(),
    hash: p.string().length(32),
  },
});

/** Work that a projected row leaves behind; it is done at least once. */
export const PendingChangeEntity = defineEntity({
  name: 'PendingChange',
  tableName: 'pending_change',
  properties: {
    kind: p.string().length(20).primary(),
    system: p.string().length(40).primary(),
    key: p.string().length(120).primary().fieldName('source_key'),
  },
});

/** Which process does the work. */
export const WorkerLeaseEntity = defineEntity({
  name: 'WorkerLease',
  tableName: 'worker_lease',
  properties: {
    name: p.string().length(40).primary(),
    holder: p.string().length(60),
    expiresAt: p.string().length(24),
  },
});

export const WORKER_ENTITIES = [FeedProgressEntity, KnownRowEntity, PendingChangeEntity, WorkerLeaseEntity];
