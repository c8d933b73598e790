import { gather } from '#core/give-way';
import { sourceKeyText } from '#core/source-key';
import { earlierParties } from './earlier-party';
import type { PartyRecord } from './party-record';
import { contractsOf, type ReadRegistry } from './read-registry';
import { newRecord, recordText, type StoredRecord } from './stored-record';

/** Records looked at before others have their turn. */
const AT_ONCE = 200;

export interface Reading {
  /** Systems that references could not be looked up in. */
  readonly down: ReadonlySet<string>;
  /** One instant for all records of a piece of work: none of them is newer for being read later. */
  readonly now: string;
}

/** A record as it was read, beside what is known of it. */
export function observed(
  read: PartyRecord,
  contracts: readonly string[] | null,
  old: StoredRecord | undefined,
  { down, now }: Reading,
): StoredRecord {
  if (!old) return { ...newRecord(read, now), contracts: contracts ?? [] };
  const record = withKnownReference(read, old.record, down);
  const known = { ...old, contracts: contracts ?? old.contracts };
  if (recordText(old.record) === recordText(record)) return known;
  return { ...known, record, observedAt: now, earlier: earlierParties(old.earlier, old.record, record, now) };
}

export function observedAll(
  records: readonly PartyRecord[],
  { down, contracts }: ReadRegistry,
  before: ReadonlyMap<string, StoredRecord>,
  now: string,
): Promise<readonly StoredRecord[]> {
  const each = function* (): Generator<StoredRecord> {
    for (const record of records) {
      const id = sourceKeyText(record);
      const old = before.get(id);
      yield observed(record, contractsOf(contracts, id, old?.contracts ?? []), old, { down, now });
    }
  };
  return gather(each(), AT_ONCE);
}

/** A reference that cannot be looked up, because the source it leads to is down, stays what it was. */
const withKnownReference = (record: PartyRecord, { sameAs }: PartyRecord, down: ReadonlySet<string>): PartyRecord =>
  sameAs !== null && down.has(sameAs.system) ? { ...record, sameAs } : record;

export const isChanged = (next: StoredRecord, old: StoredRecord | undefined): boolean =>
  old === undefined ||
  recordText(next.record) !== recordText(old.record) ||
  JSON.stringify(next.contracts) !== JSON.stringify(old.contracts);
