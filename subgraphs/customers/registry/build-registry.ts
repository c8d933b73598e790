import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { sourceKeyText } from '#core/source-key';
import { assignIds } from './assign-ids';
import type { PartyRecord } from './party-record';
import type { PartyRecordSource } from './party-record.source';
import type { ContractNumberSource } from '../search/contract-number.source';
import type { SearchIndex } from '../search/search-index.store';
import type { KnownContractNumbers, RegistryStore } from './registry.store';
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

/** What the registry is built from. */
export interface RegistrySources {
  readonly parties: PartyRecordSource;
  readonly contracts: ContractNumberSource;
}

export interface RegistryStores {
  readonly registry: RegistryStore;
  readonly search: SearchIndex;
}

/**
 * Reads the party records of every source and stitches them anew, keeping the ids customers are known by.
 * A source that is down stands in with the records it gave last: its customers must not fall apart.
 * @returns the sources that did not answer
 */
export async function buildRegistry(
  { parties, contracts }: RegistrySources,
  { registry, search }: RegistryStores,
  now: () => number,
  log: Logger,
): Promise<readonly string[]> {
  const records: PartyRecord[] = [];
  const down: string[] = [];
  for (const system of parties.systems()) {
    try {
      const read: PartyRecord[] = [];
      for await (const batch of parties.records(system)) read.push(...batch);
      records.push(...read);
    } catch (error) {
      log.warn({ err: error, source: system }, 'party records cannot be read');
      down.push(system);
      records.push(...(await registry.recordsOf(system)));
    }
  }
  const numbers = await readContractNumbers(contracts, search, log);
  const linked = await withKnownReferences(records, down, registry);
  await registry.replace(assignIds(stitch(linked), await registry.knownIds(), customerIds(now)), numbers);
  log.info({ records: records.length, down }, 'registry built');
  return down;
}

/** A reference that cannot be looked up, because the source it leads to is down, stays what it was. */
async function withKnownReferences(
  records: readonly PartyRecord[],
  down: readonly string[],
  registry: RegistryStore,
): Promise<readonly PartyRecord[]> {
  if (down.length === 0) return records;
  const alive = new Set(records.map(({ system }) => system).filter((system) => !down.includes(system)));
  const before = await Promise.all([...alive].map((system) => registry.recordsOf(system)));
  const known = new Map(before.flat().map((record) => [sourceKeyText(record), record.sameAs]));
  return records.map((record) => {
    const sameAs = known.get(sourceKeyText(record));
    return sameAs && down.includes(sameAs.system) ? { ...record, sameAs } : record;
  });
}

/** Contract numbers by party record; by customer those known before, while a source of contracts is down. */
async function readContractNumbers(
  contracts: ContractNumberSource,
  search: SearchIndex,
  log: Logger,
): Promise<KnownContractNumbers> {
  const byParty = new Map<string, string[]>();
  let byCustomer: KnownContractNumbers['byCustomer'] = new Map();
  for (const system of contracts.systems()) {
    try {
      for await (const batch of contracts.numbers(system)) {
        for (const { party, number } of batch) {
          const key = sourceKeyText(party);
          const numbers = byParty.get(key);
          if (numbers) numbers.push(number);
          else byParty.set(key, [number]);
        }
      }
    } catch (error) {
      log.warn({ err: error, source: system }, 'contract numbers cannot be read');
      byCustomer = await search.contractNumbers();
    }
  }
  return { byParty, byCustomer };
}
