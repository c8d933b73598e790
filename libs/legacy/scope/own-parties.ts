import type { RowScope } from '#policy/access-policy';
import type { ReadScope } from '../legacy-reader';
import type { LegacyCatalog } from '../source/legacy-catalog';
import { assignedTickets } from './assigned-tickets';
import { partiesInScope, type OpenReader, type OwnParties } from './parties-in-scope';
import type { StaffDirectory } from './staff-directory';

/**
 * The parties that a caller sees by themselves, null for all; read once per request. Where a caller has customers and tickets of its own they are
 * the parties of the tickets that belong to the own customers.
 */
export function ownParties(
  catalog: Pick<LegacyCatalog, 'reader'>,
  scope: ReadScope,
  { customers, assigned }: Pick<RowScope, 'customers' | 'assigned'>,
  staff: StaffDirectory,
): () => Promise<OwnParties | null> {
  const owned = async (): Promise<OwnParties | null> => (customers ? { owners: await staff.owners(customers) } : null);
  if (!assigned) return owned;
  const open: OpenReader = (sources) => catalog.reader({ ...scope, ...(sources && { sources }) });
  const tickets = assignedTickets(open, staff, assigned);
  let reading: Promise<OwnParties> | undefined;
  const read = async (): Promise<OwnParties> => {
    const { keys, parties } = await tickets();
    const own = await owned();
    if (!own) return { parties };
    const seen = await partiesInScope(open, () => Promise.resolve(own)).loadMany(keys);
    const failed = seen.find((each) => each instanceof Error);
    if (failed) throw failed;
    return { parties: new Set([...parties].filter((_party, i) => seen[i] === true)) };
  };
  return () => (reading ??= read());
}
