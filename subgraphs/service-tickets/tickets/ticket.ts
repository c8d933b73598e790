import type { LegacyRecord } from '#core/legacy-record';
import type { SourceKey } from '#core/source-key';
import { dayEnd } from '../business-day';

export const TICKET_PRIORITIES = ['URGENT', 'HIGH', 'MEDIUM', 'LOW'] as const;
export const TICKET_STATUSES = ['NEW', 'ASSIGNED', 'IN_PROGRESS', 'WAITING', 'SOLVED', 'CLOSED', 'VOID'] as const;
export const TICKET_CHANNELS = ['PHONE', 'WEB', 'WECHAT', 'EMAIL', 'FRONT_DESK'] as const;

export type TicketPriority = (typeof TICKET_PRIORITIES)[number];
export type TicketStatus = (typeof TICKET_STATUSES)[number];
export type TicketChannel = (typeof TICKET_CHANNELS)[number];

export interface Ticket extends LegacyRecord {
  readonly id: string;
  readonly party: SourceKey | null;
  readonly number: string;
  readonly title: string | null;
  readonly content: string | null;
  readonly category: string | null;
  readonly priority: TicketPriority | null;
  readonly status: TicketStatus | null;
  readonly channel: TicketChannel | null;
  readonly contactName: string | null;
  readonly contactPhone: readonly string[] | null;
  readonly company: string | null;
  readonly openedAt: string | null;
  readonly dueAt: string | null;
  readonly firstResponseAt: string | null;
  readonly solvedAt: string | null;
  readonly closedAt: string | null;
  readonly reopened: number | null;
  readonly rating: number | null;
  readonly complaint: boolean | null;
  readonly roomNo: string | null;
  readonly assetNo: string | null;
  readonly owner: SourceKey | null;
  readonly order: SourceKey | null;
}

export interface TicketFilter {
  readonly status?: readonly TicketStatus[] | null;
  readonly priority?: readonly TicketPriority[] | null;
  readonly complaint?: boolean | null;
  readonly openedAt?: { readonly from?: string | null; readonly to?: string | null } | null;
}

/** Whether somebody still has to work on a ticket of this status. */
export function isOpen(status: TicketStatus): boolean {
  switch (status) {
    case 'NEW':
    case 'ASSIGNED':
    case 'IN_PROGRESS':
    case 'WAITING':
      return true;
    case 'SOLVED':
    case 'CLOSED':
    case 'VOID':
      return false;
  }
}

/**
 * Whether a ticket is open although it is due before the business day ends.
 * Null when its status is unknown; a ticket without due time is never overdue.
 */
export function isOverdue({ status, dueAt }: Pick<Ticket, 'status' | 'dueAt'>, today: string): boolean | null {
  if (status === null) return null;
  return isOpen(status) && dueAt !== null && Date.parse(dueAt) < Date.parse(dayEnd(today));
}
