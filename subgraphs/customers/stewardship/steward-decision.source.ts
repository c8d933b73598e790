import type { Page } from '#core/page';
import type { AuditEvent, StewardDecision } from './steward-decision';

/** A decision that is taken, or taken back, with what the audit keeps of it. */
export interface Decided {
  readonly decision: StewardDecision;
  readonly event: AuditEvent;
}

/** Port to the decisions that were taken. */
export interface StewardDecisions {
  /** Those in force, the oldest first. */
  open(): Promise<readonly StewardDecision[]>;
  byId(id: string): Promise<StewardDecision | null>;
  /** All, also those taken back, the newest first. */
  page(asked: { readonly first: number; readonly after: string | null }): Promise<Page<StewardDecision>>;
}
