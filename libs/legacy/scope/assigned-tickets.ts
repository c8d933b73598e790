import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { TicketRule } from '#policy/access-policy';
import { OPEN_TICKET_STATUSES } from '../canonical/service-rows';
import type { OpenReader } from './parties-in-scope';
import type { StaffDirectory } from './staff-directory';

/** The open tickets of one employee. */
export interface AssignedTickets {
  /** The records of the employee. */
  readonly owners: readonly SourceKey[];
  /** Parties that wait for the employee. */
  readonly keys: readonly SourceKey[];
  /** The same, by `system key`, in the same order. */
  readonly parties: ReadonlySet<string>;
}

const NONE: AssignedTickets = { owners: [], keys: [], parties: new Set() };

/**
 * Reads once per request, so that the right ends with the ticket: one statement per system of tickets.
 * @throws DomainError when a system does not answer: nobody can tell then
 */
export function assignedTickets(
  open: OpenReader,
  staff: Pick<StaffDirectory, 'recordsOf'>,
  { employee }: TicketRule,
): () => Promise<AssignedTickets> {
  let reading: Promise<AssignedTickets> | undefined;
  const read = async (): Promise<AssignedTickets> => {
    const reader = open();
    if (reader.systemsOf('Ticket').length === 0) return NONE;
    const owners = await staff.recordsOf(employee);
    if (owners.length === 0) return NONE;
    const [rows = []] = await reader.allByRef('Ticket', 'owner', [owners], ['customer'], [OPEN]);
    const parties = new Map(rows.flatMap(({ customer }) => (customer ? [[sourceKeyText(customer), customer] as const] : [])));
    return { owners, keys: [...parties.values()], parties: new Set(parties.keys()) };
  };
  return () => (reading ??= read());
}

/** Tickets that somebody still has to work on. */
export const OPEN = { field: 'status', op: 'in', values: OPEN_TICKET_STATUSES } as const;
