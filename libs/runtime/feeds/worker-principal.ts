import type { Claims, GraphClaims } from '#policy/claims';

/** Who reads the feeds. */
export const WORKER: GraphClaims = { sub: 'svc:worker', roles: [], audience: 'STAFF' };

/** Feeds are for the worker alone, whatever roles another caller has. */
export const mayReadFeeds = ({ sub }: Claims): boolean => sub === WORKER.sub;
