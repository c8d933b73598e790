import type { RowScope } from '#policy/access-policy';
import type { Claims } from '#policy/claims';
import type { LegacyReader, ReadScope } from '../legacy-reader';
import type { LegacyCatalog } from '../source/legacy-catalog';
import { assignedTickets } from './assigned-tickets';
import { partiesInScope, type OpenReader } from './parties-in-scope';
import { rowsOfAssigned } from './rows-of-assigned';
import { rowsByRules } from './rows-by-rules';
import { rowsOfParties } from './rows-of-parties';
import type { StaffDirectory } from './staff-directory';

/** Whether a caller reads so much that people would wait for its connections. */
export const isBulk = ({ audience }: Claims): boolean => audience === 'BI';

/**
 * A reader of the rows that a caller may see. Rules and customers restrict lists, counts and totals; a row that is asked for by key and is
 * not in scope is not there.
 * @throws Error for a rule about a field that is no canonical one
 */
export function readerInScope(
  catalog: Pick<LegacyCatalog, 'reader'>,
  { onRead, ...scope }: ReadScope & Required<Pick<ReadScope, 'onRead'>>,
  { rules, customers, assigned }: RowScope,
  staff: StaffDirectory,
): LegacyReader {
  let reader = rowsByRules(catalog.reader({ ...scope, onRead }), rules);
  // Whom a party belongs to is looked up apart: it is no read that the caller asked for.
  const open: OpenReader = (sources) => catalog.reader({ ...scope, ...(sources && { sources }) });
  if (customers)
    reader = rowsOfParties(
      reader,
      partiesInScope(open, async () => ({ owners: await staff.owners(customers) })),
    );
  if (!assigned) return reader;
  const tickets = assignedTickets(open, staff, assigned);
  return rowsOfAssigned(reader, rowsOfParties(reader, partiesInScope(open, tickets)), tickets);
}
