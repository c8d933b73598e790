import type { Logger } from 'pino';
import { sourceKeyText } from '#core/source-key';
import type { ContractNumberSource } from '../search/contract-number.source';
import type { PartyRecord } from './party-record';
import type { PartyMatching } from './party-matching';
import type { PartyRecordSource } from './party-record.source';
import type { ContractNumbers } from './read-registry';

/** What the registry is built from. */
export interface RegistrySources {
  readonly parties: PartyRecordSource;
  readonly contracts: ContractNumberSource;
}

/**
 * Reads the party records of every source and matches what changed, keeping the ids customers are known by.
 * A source that is down stands in with the records it gave last: its customers must not fall apart.
 * @returns the sources that did not answer
 */
export async function buildRegistry(
  { parties, contracts }: RegistrySources,
  matching: PartyMatching,
  log: Logger,
): Promise<ReadonlySet<string>> {
  const records: PartyRecord[] = [];
  const down = new Set<string>();
  for (const system of parties.systems()) {
    try {
      const read: PartyRecord[] = [];
      for await (const batch of parties.records(system)) read.push(...batch);
      records.push(...read);
    } catch (error) {
      log.warn({ err: error, source: system }, 'party records cannot be read');
      down.add(system);
    }
  }
  const changed = await matching.build({ records, down, contracts: await readContractNumbers(contracts, log) });
  log.info({ records: records.length, changed, down: [...down] }, 'registry built');
  return down;
}

async function readContractNumbers(contracts: ContractNumberSource, log: Logger): Promise<ContractNumbers> {
  const byRecord = new Map<string, string[]>();
  let isComplete = true;
  for (const system of contracts.systems()) {
    try {
      for await (const batch of contracts.numbers(system)) {
        for (const { party, number } of batch) {
          const key = sourceKeyText(party);
          const known = byRecord.get(key);
          if (known) known.push(number);
          else byRecord.set(key, [number]);
        }
      }
    } catch (error) {
      log.warn({ err: error, source: system }, 'contract numbers cannot be read');
      isComplete = false;
    }
  }
  return { byRecord, isComplete };
}
