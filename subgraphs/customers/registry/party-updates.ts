import type { Logger } from 'pino';
import { DomainError } from '#core/errors';
import type { SourceKey } from '#core/source-key';
import { buildRegistry, type RegistrySources } from './build-registry';
import { inBatches } from './in-batches';
import type { PartyMatching } from './party-matching';
import type { PartyChange } from './party-record';
import type { PartyRecordSource, PartyReferenceSource } from './party-record.source';

/** From this many records on all of them are read and compared: that is less work. */
const MANY_RECORDS = 1000;

/** The sources for one piece of work; what they do not answer shows as it is read. */
export interface OpenedSources extends RegistrySources {
  readonly parties: PartyRecordSource & PartyReferenceSource;
  /** Systems that did not answer until now. */
  readonly silent: ReadonlySet<string>;
  /** Systems that answer, but cannot list rows of a party. */
  readonly leftOut: ReadonlySet<string>;
}

/** Brings party records that are new, changed or gone to the registry. */
export class PartyUpdates {
  constructor(
    private readonly open: () => Promise<OpenedSources>,
    private readonly matching: PartyMatching,
    private readonly log: Logger,
  ) {}

  /** Compares all records. @returns the systems that did not answer */
  async refresh(): Promise<ReadonlySet<string>> {
    return buildRegistry(await this.open(), this.matching, this.log);
  }

  /** Reads these records and follows what they say now. @returns those whose source answered */
  async apply(keys: readonly SourceKey[]): Promise<readonly SourceKey[]> {
    if (keys.length >= MANY_RECORDS || !(await this.matching.isBuilt())) {
      const down = await this.refresh();
      return keys.filter(({ system }) => !down.has(system));
    }
    const sources = await this.open();
    const systems = new Set(sources.parties.systems());
    // A system that nobody names any more has no records.
    const answered = keys.filter(({ system }) => !systems.has(system));
    for (const system of systems) {
      for (const batch of inBatches(keys.filter((key) => key.system === system))) {
        const changes = await this.changesOf(sources, system, batch);
        if (changes === null) break;
        const changed = await this.matching.applyPartyChanges(changes, sources.silent);
        this.log.info({ system, records: batch.length, changed }, 'party records followed');
        answered.push(...batch);
      }
    }
    return answered;
  }

  /** The records as they are now; null while their source does not answer. */
  private async changesOf(
    sources: OpenedSources,
    system: string,
    keys: readonly SourceKey[],
  ): Promise<readonly PartyChange[] | null> {
    try {
      const records = await sources.parties.byKeys(keys);
      const numbers = await this.numbersOf(sources, keys);
      return keys.map((key, i) => ({ ...key, record: records[i] ?? null, contracts: numbers?.[i] ?? null }));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.log.warn({ err: error, source: system }, 'party records cannot be read');
      return null;
    }
  }

  /** Numbers of contracts; null where a source cannot tell all of them. */
  private async numbersOf(
    { contracts, leftOut }: OpenedSources,
    keys: readonly SourceKey[],
  ): Promise<readonly (readonly string[])[] | null> {
    const systems = contracts.systems();
    if (systems.length === 0) return keys.map(() => []);
    try {
      const numbers = await contracts.ofParties(keys);
      return systems.some((system) => leftOut.has(system)) ? null : numbers;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.log.warn({ err: error }, 'contract numbers cannot be read');
      return null;
    }
  }
}
