import { giveWay } from '#core/give-way';
import { linkRecord, emptyChain, type AuditEntry, type AuditRecord, type ChainHead } from './audit-record';

/** What keeps the records of a chain. */
export interface TrailKeeper {
  head(chain: string, signal: AbortSignal): Promise<ChainHead | null>;
  /** All records or none; who gets an error does not know which. */
  append(records: readonly AuditRecord[], signal: AbortSignal): Promise<void>;
}

export interface TrailOptions {
  /** Name of the chain that this process writes. */
  readonly chain: string;
  /** Opens the store; asked again after it failed. */
  readonly open: () => Promise<TrailKeeper>;
  readonly now: () => number;
  /** Hears of each new end of the chain. */
  readonly onHead: (head: ChainHead) => void;
  /** Hears that the trail cannot be written, with the cause, and that it can be again (null). */
  readonly onState: (cause: unknown) => void;
}

/** No record, no answer: the trail cannot be written. */
export class AuditUnavailableError extends Error {}

/** For what shows nothing to anybody: the trail says of itself that it is away. @throws what is another error */
export function unlessAway(error: unknown): void {
  if (!(error instanceof AuditUnavailableError)) throw error;
}

/** Milliseconds after which a record counts as not written. */
const LIMIT_MS = 1000;
/** Milliseconds between attempts to reach a store that failed; nobody waits meanwhile. */
const RETRY_MS = 500;
const MOST_RECORDS = 100;
const MOST_SUBJECTS = 5000;

interface Waiting {
  readonly entry: AuditEntry;
  readonly written: () => void;
  readonly failed: (error: Error) => void;
}

/**
 * Writes the audit trail of a process: records that wait at the same time go to the store together, in one chain of hashes. After a failure
 * the end of the chain is read again, for what failed may still have been written.
 */
export class AuditTrail {
  private readonly waiting: Waiting[] = [];
  private keeper: TrailKeeper | null = null;
  /** Null: not known. */
  private head: ChainHead | null = null;
  private work: Promise<void> | null = null;
  private away = false;
  private closed = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(private readonly options: TrailOptions) {}

  /** Whether the trail cannot be written: the last attempt failed. */
  get isAway(): boolean {
    return this.away;
  }

  /** Opens the store, ahead of the first record. */
  start(): void {
    this.work ??= this.run();
  }

  /**
   * Ends when the record lasts.
   * @throws AuditUnavailableError when it cannot be written: at once when that is known, else within a second (longer only as the store opens)
   */
  record(entry: AuditEntry): Promise<void> {
    if (this.closed || this.away) return Promise.reject(new AuditUnavailableError());
    return new Promise((written, failed) => {
      this.waiting.push({ entry, written, failed });
      this.work ??= this.run();
    });
  }

  /** Ends when everything is written that waits. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    await this.work;
  }

  private async run(): Promise<void> {
    // Requests that are answered in the same turn share a write.
    await giveWay();
    try {
      const keeper = await this.opened();
      for (let group = this.group(); group.length > 0; group = this.group()) await this.write(keeper, group);
      this.tell(null);
    } catch (error) {
      this.head = null;
      this.tell(error);
      for (const { failed } of this.waiting.splice(0)) failed(new AuditUnavailableError());
      if (!this.closed) this.retry = setTimeout(() => this.start(), RETRY_MS).unref();
    } finally {
      this.work = null;
    }
  }

  private async opened(): Promise<TrailKeeper> {
    const { chain, open } = this.options;
    this.keeper ??= await open();
    const { keeper } = this;
    this.head ??= (await within((signal) => keeper.head(chain, signal))) ?? emptyChain(chain);
    return keeper;
  }

  private async write(keeper: TrailKeeper, group: readonly Waiting[]): Promise<void> {
    const { chain, now, onHead } = this.options;
    const at = new Date(now()).toISOString();
    let head = this.head ?? emptyChain(chain);
    const records = group.map(({ entry }) => {
      const record = linkRecord(head, at, entry);
      head = record;
      return record;
    });
    try {
      await within((signal) => keeper.append(records, signal));
    } catch (error) {
      for (const { failed } of group) failed(new AuditUnavailableError());
      throw error;
    }
    this.head = { chain, seq: head.seq, hash: head.hash };
    onHead(this.head);
    for (const { written } of group) written();
  }

  private group(): readonly Waiting[] {
    let subjects = 0;
    let size = 0;
    for (const { entry } of this.waiting) {
      subjects += entry.subjects.length;
      if (size === MOST_RECORDS || (size > 0 && subjects > MOST_SUBJECTS)) break;
      size += 1;
    }
    return this.waiting.splice(0, size);
  }

  private tell(cause: unknown): void {
    const away = cause !== null;
    if (away !== this.away) this.options.onState(cause);
    this.away = away;
  }
}

async function within<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const deadline = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      deadline.abort();
      reject(new Error(`no answer within ${LIMIT_MS} ms`));
    }, LIMIT_MS);
  });
  try {
    return await Promise.race([work(deadline.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
