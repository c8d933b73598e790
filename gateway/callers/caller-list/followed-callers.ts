import type { Logger } from 'pino';
import type { ApiKey } from '../api-keys/api-key';
import type { CallerList, CallerListSource } from './caller-list';

/** Several times within the second in which a revocation has to be known everywhere. */
const EVERY_MS = 250;
/** A look that takes longer has failed. */
const LOOK_MS = 3000;
/** A list that was confirmed longer ago vouches for no API key: it is all that speaks for one. */
const RECENT_MS = 60_000;
/** A list that was confirmed longer ago is told to operators. */
const LATE_MS = 5000;

export interface FollowedCallersOptions {
  /** Opens where the list is kept; tried again until it works. */
  readonly open: () => Promise<CallerListSource>;
  /** Milliseconds. */
  readonly now: () => number;
  readonly log: Pick<Logger, 'error' | 'warn'>;
}

/** API keys and revocations as this process knows them: looked at all the time, and kept while their store is away. */
export class FollowedCallers {
  private source: Promise<CallerListSource> | null = null;
  private list: CallerList | null = null;
  private version: string | null = null;
  private confirmedAt = -Infinity;
  private isOpen = false;
  private looks = 0;
  private hasLooked = false;
  private failing = false;
  /** The day of use that was noted last, by key, and the keys whose day is not written yet. */
  private readonly usedOn = new Map<string, string>();
  private readonly unwritten = new Set<string>();
  private firstLookEnds: () => void = () => undefined;
  private readonly firstLook = new Promise<void>((resolve) => (this.firstLookEnds = resolve));

  constructor(private readonly options: FollowedCallersOptions) {}

  /** The list, however old; null when this process never had one. Whoever asks before the first look waits for it. */
  async known(): Promise<CallerList | null> {
    if (this.list === null) await inTime(this.firstLook).catch(() => undefined);
    return this.list;
  }

  /** The list when it was confirmed within a minute, or null. */
  async recent(): Promise<CallerList | null> {
    const list = await this.known();
    return this.ageMs() <= RECENT_MS ? list : null;
  }

  /** Whether the store could never be opened: then nothing else of it is there either, the audit trail included. */
  get storeWasNeverThere(): boolean {
    return !this.isOpen;
  }

  /** Why it may know less than it should; null when it is well. */
  problem(): string | null {
    return this.hasLooked && this.ageMs() > LATE_MS ? 'callers' : null;
  }

  /** Notes that a key was used today; written with a later look, once a day. */
  noteUse({ id, lastUsedOn }: ApiKey): void {
    const today = new Date(this.options.now()).toISOString().slice(0, 10);
    if ((lastUsedOn !== null && lastUsedOn >= today) || this.usedOn.get(id) === today) return;
    this.usedOn.set(id, today);
    this.unwritten.add(id);
  }

  /** Looks whether the list has changed: one statement when it has not. */
  async look(): Promise<void> {
    const look = (this.looks += 1);
    try {
      await inTime(this.refresh(look));
      if (this.failing) this.options.log.warn('API keys and revocations are read again');
      this.failing = false;
    } catch (error) {
      if (!this.failing)
        this.options.log.error({ err: error }, 'the store of API keys and revocations does not answer: those known before hold');
      this.failing = true;
    } finally {
      this.hasLooked = true;
      this.firstLookEnds();
    }
  }

  /** Looks from now on. @returns what ends it */
  follow(): () => Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    let ended = false;
    let looking = Promise.resolve();
    const next = (): void => {
      looking = this.look().then(() => {
        if (!ended) timer = setTimeout(next, EVERY_MS).unref();
      });
    };
    next();
    return () => {
      ended = true;
      clearTimeout(timer);
      return looking;
    };
  }

  private async refresh(look: number): Promise<void> {
    const startedAt = this.options.now();
    const source = await this.opened();
    this.isOpen = true;
    const version = await source.version();
    const list = version === this.version ? this.list : await source.read();
    // A look that was given up may end after a later one.
    if (look !== this.looks) return;
    [this.version, this.list, this.confirmedAt] = [version, list, startedAt];
    await this.writeUse(source);
  }

  /** One opening at a time; one that failed is tried again with the next look. */
  private opened(): Promise<CallerListSource> {
    this.source ??= this.options.open().catch((error: unknown) => {
      this.source = null;
      throw error;
    });
    return this.source;
  }

  private async writeUse(source: CallerListSource): Promise<void> {
    const byDay = new Map<string, string[]>();
    for (const id of this.unwritten) {
      const day = this.usedOn.get(id);
      if (day !== undefined) byDay.set(day, [...(byDay.get(day) ?? []), id]);
    }
    for (const [day, ids] of byDay) {
      await source.noteUse(ids, day);
      for (const id of ids) this.unwritten.delete(id);
    }
  }

  private ageMs(): number {
    return this.options.now() - this.confirmedAt;
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), LOOK_MS).unref();
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
