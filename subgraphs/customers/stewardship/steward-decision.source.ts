import type { Page } from '#core/page';
import type { AnsweredOrder } from './answered-order';
import type { AuditEvent, StewardDecision } from './steward-decision';

/** A decision that is taken, or taken back, with what the audit keeps of it. */
export interface Decided {
  readonly decision: StewardDecision;
  readonly event: AuditEvent;
  /** What the client is told, when it gave the order a key. */
  readonly answered: AnsweredOrder | null;
}

/** Port to the decisions that were taken. */
export interface StewardDecisions {
  /** Those in force, the oldest first. */
  open(): Promise<readonly StewardDecision[]>;
  byId(id: string): Promise<StewardDecision | null>;
  /** What was answered to the order with this key; null when there was none, or long ago. */
  answered(id: string): Promise<AnsweredOrder | null>;
  /** All, also those taken back, the newest first. */
  page(asked: { readonly first: number; readonly after: string | null }): Promise<Page<StewardDecision>>;
}

/** Port to what was done by stewards, which is only added to. */
export interface StewardEvents {
  /** What was decided, in the order asked; null where there is none. */
  decisionsByIds(ids: readonly string[]): Promise<readonly (StewardDecision | null)[]>;
  /** The newest first; of one decision when it is asked for. */
  eventPage(asked: {
    readonly first: number;
    readonly after: string | null;
    readonly decision: string | null;
  }): Promise<Page<AuditEvent>>;
}
