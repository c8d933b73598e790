import { randomUUID } from 'node:crypto';
import type { CallContext } from '../in-process-subgraph';
import { WORKER } from './worker-principal';

/** Milliseconds one question to a feed may take: pages are small, sources may be slow. */
export const FEED_DEADLINE_MS = 30_000;

/** The call of one question; what its reads took is nobody's answer. */
export function feedCall(businessDate: string): CallContext {
  return { claims: WORKER, businessDate, deadlineMs: FEED_DEADLINE_MS, requestId: randomUUID(), report: () => undefined };
}
