import { sourceKeyText } from '#core/source-key';
import type { PartyRecord } from './party-record';
import { systemIn } from './record-id';
import { recordHash } from './stored-record';

/** Numbers of contracts by the party record they were written for. */
export interface ContractNumbers {
  readonly byRecord: ReadonlyMap<string, readonly string[]>;
  /** False while a source of contracts is down: the numbers known before stand in. */
  readonly isComplete: boolean;
}

/** What the sources say at one time. */
export interface ReadRegistry {
  readonly records: readonly PartyRecord[];
  /** Systems that did not answer: what they said last stands in. */
  readonly down: ReadonlySet<string>;
  readonly contracts: ContractNumbers;
}

/** What a comparison with the hashes of the stored records finds. */
export interface Differences {
  /** Records that are new or may be other than they were. */
  readonly suspects: readonly PartyRecord[];
  /** Ids of records that their system does not have any more; so are those of a system that nobody names any more. */
  readonly gone: readonly string[];
}

/** The numbers of a record's contracts, as far as they are known. */
export function contractsOf({ byRecord, isComplete }: ContractNumbers, id: string, known: readonly string[]): readonly string[] {
  const read = byRecord.get(id) ?? [];
  return isComplete ? read : [...new Set([...known, ...read])];
}

/** Finds what changed, by hash alone; while something cannot be read every record has to be looked at. */
export function differencesOf(read: ReadRegistry, stored: ReadonlyMap<string, string | null>): Differences {
  const { records, down, contracts } = read;
  const present = new Set(records.map(sourceKeyText));
  const gone = [...stored.keys()].filter((id) => !present.has(id) && !down.has(systemIn(id)));
  if (down.size > 0 || !contracts.isComplete) return { suspects: records, gone };
  const isOther = (record: PartyRecord): boolean => {
    const id = sourceKeyText(record);
    return stored.get(id) !== recordHash(record, contractsOf(contracts, id, []));
  };
  return { suspects: records.filter(isOther), gone };
}
