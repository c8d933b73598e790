import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { assignIds } from './assign-ids';
import type { PartyRecord } from './party-record';
import type { PartyRecordSource } from './party-record.source';
import type { RegistryStore } from './registry.store';
import { stitch } from './stitch';

/** `cus_` and a UUIDv7: ids sort by the time they were given. */
export function newCustomerId(now: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `cus_${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * Reads the party records of every source and stitches them anew, keeping the ids customers are known by.
 * While a source is down the registry stays as it is: its customers must not fall apart.
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
      for await (const batch of source.records(system)) records.push(...batch);
    } catch (error) {
      log.warn({ err: error, source: system }, 'party records cannot be read');
      down.push(system);
    }
  }
  const known = await store.knownIds();
  if (down.length > 0 && known.size > 0) return down;
  await store.replace(assignIds(stitch(records), known, () => newCustomerId(now())));
  log.info({ records: records.length, down }, 'registry built');
  return down;
}
