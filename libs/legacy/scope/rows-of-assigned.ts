import { sourceKeyText } from '#core/source-key';
import type { Row } from '../canonical/row';
import type { FieldOf, RowType } from '../canonical/row-types';
import type { Condition, LegacyReader } from '../legacy-reader';
import { OPEN, type AssignedTickets } from './assigned-tickets';

/**
 * A reader that has no tickets but the open ones of one employee, whoever opened them; lists, counts and totals are restricted in the source.
 * @param rest reads everything but tickets
 */
export function rowsOfAssigned(reader: LegacyReader, rest: LegacyReader, assigned: () => Promise<AssignedTickets>): LegacyReader {
  const readerOf = (type: RowType): LegacyReader => (type === 'Ticket' ? reader : rest);
  const within = async <T extends RowType>(type: T, where: readonly Condition<T>[] = []): Promise<readonly Condition<T>[]> => {
    if (type !== 'Ticket') return where;
    const { owners } = await assigned();
    const own: readonly Condition<'Ticket'>[] = [OPEN, { field: 'owner', op: 'refersTo', keys: owners }];
    // The type is Ticket: it was compared above.
    return [...where, ...(own as unknown as readonly Condition<T>[])];
  };
  return {
    systemsOf: (type) => reader.systemsOf(type),
    async byKeys<T extends RowType, F extends FieldOf<T>>(
      type: T,
      keys: Parameters<LegacyReader['byKeys']>[1],
      fields: readonly F[],
    ) {
      if (type !== 'Ticket') return rest.byKeys(type, keys, fields);
      const rows = await reader.byKeys(type, keys, [...new Set([...fields, 'owner' as F, 'status' as F])]);
      const { owners } = await assigned();
      const own = new Set(owners.map(sourceKeyText));
      return rows.map((row) => (row && isOwn(row as unknown as Row<'Ticket'>, own) ? row : null));
    },
    listByRef: async (type, ref, parents, query) =>
      readerOf(type).listByRef(type, ref, parents, { ...query, where: await within(type, query.where) }),
    allByRef: async (type, ref, parents, fields, where) =>
      readerOf(type).allByRef(type, ref, parents, fields, await within(type, where)),
    countByRef: async (type, ref, parents, where) => readerOf(type).countByRef(type, ref, parents, await within(type, where)),
    scan: (system, type, fields) => reader.scan(system, type, fields),
  };
}

const isOwn = ({ owner, status }: Pick<Row<'Ticket'>, 'owner' | 'status'>, own: ReadonlySet<string>): boolean =>
  owner !== null && own.has(sourceKeyText(owner)) && OPEN.values.some((open) => open === status);
