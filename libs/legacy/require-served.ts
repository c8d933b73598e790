import { DomainError } from '#core/errors';
import type { RowType } from './canonical/row-types';
import type { LegacyReader } from './legacy-reader';

/** Refuses to answer for rows that no connected source keeps: an empty list would say that there are none. */
export function requireServed(reader: LegacyReader, type: RowType): void {
  if (reader.systemsOf(type).length === 0) {
    throw new DomainError('NOT_AVAILABLE', `No connected source keeps ${type} rows`, { rowType: type });
  }
}
