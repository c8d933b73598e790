import type { LegacyRecord } from '#core/legacy-record';
import type { TicketStatus } from '../tickets/ticket';

export const TICKET_EVENT_KINDS = ['REPLY', 'NOTE', 'STATUS'] as const;
export type TicketEventKind = (typeof TICKET_EVENT_KINDS)[number];

/** Something that happened to a ticket: an answer, an internal note, a change of its status. */
export interface TicketEvent extends LegacyRecord {
  readonly at: string | null;
  readonly kind: TicketEventKind | null;
  readonly by: string | null;
  readonly fromStatus: TicketStatus | null;
  readonly toStatus: TicketStatus | null;
  readonly text: string | null;
}

/** Events of a ticket are listed whole. */
export type TicketEventFilter = Readonly<Record<string, never>>;
