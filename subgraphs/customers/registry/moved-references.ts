import type { Logger } from 'pino';
import { DomainError } from '#core/errors';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { PartyChanges } from '../customer-profile/profile-projection';
import type { PartyReferenceSource } from './party-record.source';

/** A check may take this share of the time at most. */
const SHARE = 1 / 20;

/** A stored record with the record that it refers to. */
export interface KnownReference extends SourceKey {
  readonly sameAs: SourceKey | null;
}

export interface ReferenceParts {
  readonly parties: PartyChanges;
  /** All stored records, in pages of one system each. */
  readonly known: () => AsyncIterable<readonly KnownReference[]>;
  readonly open: () => Promise<{ readonly parties: PartyReferenceSource; readonly silent: ReadonlySet<string> }>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/**
 * Follows records that refer to another record than before although nothing in their own row has changed: a number that a user typed leads to
 * nobody until somebody has it, and to somebody else when it was given away. Their own feeds cannot tell.
 */
export class MovedReferences implements PartyChanges {
  private dueAt = 0;

  /** @param mayHaveMoved false when all records have just been read */
  constructor(
    private readonly parts: ReferenceParts,
    private mayHaveMoved: boolean,
  ) {}

  apply(records: readonly SourceKey[]): Promise<readonly SourceKey[]> {
    this.mayHaveMoved = true;
    return this.parts.parties.apply(records);
  }

  /**
   * Looks all references up again after records have changed, as often as that may cost time.
   * @param pause lets others work after a page that took so many milliseconds
   * @returns how many records refer to another one
   */
  async follow(pause: (tookMs: number) => Promise<void>): Promise<number> {
    const { known, now, log, parties } = this.parts;
    if (!this.mayHaveMoved || now() < this.dueAt) return 0;
    this.mayHaveMoved = false;
    const moved: SourceKey[] = [];
    let tookMs = 0;
    for await (const page of known()) {
      const began = now();
      moved.push(...(await this.movedOf(page)));
      const took = now() - began;
      tookMs += took;
      await pause(took);
    }
    this.dueAt = now() + tookMs / SHARE;
    const reached = moved.length === 0 ? moved : await parties.apply(moved);
    if (reached.length < moved.length) this.mayHaveMoved = true;
    log.info({ moved: moved.length, ms: tookMs }, 'references looked up again');
    return moved.length;
  }

  private async movedOf(page: readonly KnownReference[]): Promise<readonly SourceKey[]> {
    const { parties, silent } = await this.parts.open();
    try {
      const now = await parties.referencesOf(page);
      // What could not be looked up has to be, once its source answers.
      if (silent.size > 0) this.mayHaveMoved = true;
      return page.filter(({ sameAs }, i) => textOf(now[i] ?? null) !== textOf(sameAs) && !(sameAs && silent.has(sameAs.system)));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.parts.log.warn({ err: error }, 'references cannot be looked up');
      this.mayHaveMoved = true;
      return [];
    }
  }
}

const textOf = (reference: SourceKey | null): string => (reference ? sourceKeyText(reference) : '');
