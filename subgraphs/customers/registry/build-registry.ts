import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { assignIds } from './assign-ids';
import type { PartyRecord } from './party-record';
import type { PartyRecordSource } from './party-record.source';
import type { RegistryStore } from './registry.store';
import { stitch } from './stitch';

/** Makes ids `cus_` + UUIDv7: they sort by the time they were given, within a millisecond by their order. */
export function customerIds(now: () => number): () => string {
  let last = 0;
  let count = 0;
  return () => {
    const time = Math.max(now(), last);
    count = time === last ? count + 1 : 0;
    // The counter has 12 bits; when it is full the clock is pushed on.
    last = count > 0xfff ? time + 1 : time;
    if (count > 0xfff) count = 0;
    const bytes = randomBytes(16);
    bytes.writeUIntBE(last, 0, 6);
    bytes.writeUInt16BE(0x7000 | count, 6);
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    const hex = bytes.toString('hex');
    return `cus_${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
}

/**
 * Reads the party records of every source and stitches them anew, keeping the ids customers are known by.
 * A source that is down stands in with the records it gave last: its customers must not fall apart.
 * @returns the sources that did not answer
 */
export async function buildRegistry(
  source: PartyRecordSource,
  store: RegistryStore,
  now: () => number,
  log: Logger,
): Promise<readonly string[]> {
  const records: PartyRecord[] = [];
  const down: string[] = [];
  for (const system of source.systems()) {
    try {
      const read: PartyRecord[] = [];
      for await (const batch of source.records(system)) read.push(...batch);
      records.push(...read);
    } catch (error) {
      log.warn({ err: error, source: system }, 'party records cannot be read');
      down.push(system);
      records.push(...(await store.recordsOf(system)));
    }
  }
  await store.replace(assignIds(stitch(records), await store.knownIds(), customerIds(now)));
  log.info({ records: records.length, down }, 'registry built');
  return down;
}
