import { z } from 'zod';
import { ListCursor } from '#core/list-cursor';
import type { Page } from '#core/page';
import type { SourceKey } from '#core/source-key';
import { placeOf, type MixedFile, type MixedReason } from '../identity/mixed/mixed-file';
import { sourceKeyOf } from './record-id';

/** One of the parties of a customer that holds several. */
export interface PartyInside {
  readonly says: string | null;
  readonly records: readonly SourceKey[];
}

/** A customer that shows more than one party, and how it could be taken apart. */
export interface MixedCustomer {
  readonly reason: MixedReason;
  readonly record: SourceKey;
  readonly parties: readonly PartyInside[];
  readonly leaving: readonly SourceKey[];
}

/** Port to the customers that hold more than one party. */
export interface MixedCustomers {
  mixed(asked: { readonly first: number; readonly after: string | null }): Promise<Page<MixedCustomer>>;
}

const CURSORS = new ListCursor('mixed customers', { place: z.string() });

/** One page of the findings, which are in their order. */
export function mixedPage(
  files: readonly MixedFile[],
  { first, after }: Parameters<MixedCustomers['mixed']>[0],
): Page<MixedCustomer> {
  const from = after === null ? '' : CURSORS.read(after).place;
  const left = files.filter((file) => placeOf(file) > from);
  const shown = left.slice(0, first);
  return {
    rows: shown.map(({ reason, record, parties, leaving }) => ({
      reason,
      record: sourceKeyOf(record),
      parties: parties.map(({ says, records }) => ({ says, records: records.map(sourceKeyOf) })),
      leaving: leaving.map(sourceKeyOf),
    })),
    cursors: shown.map((file) => CURSORS.write({ place: placeOf(file) })),
    hasNextPage: left.length > first,
  };
}
