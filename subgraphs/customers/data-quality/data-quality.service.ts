import type { AskedRun, QualityRunning } from './data-quality';
import type { QualityRun, QualityRunDetails, QualityRunRows } from './quality-run';

export interface QualityServiceParts {
  readonly rows: QualityRunRows;
  readonly newId: (prefix: 'dqr') => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly today: () => string;
  readonly rulesVersion: string;
  /** Looks at all records. @param pause called between slices with the time a slice took; throws when the work is to end */
  readonly assess: (run: QualityRun, pause: (tookMs: number) => Promise<void>) => Promise<QualityRunDetails>;
  /** Lets other work of the process run after work that took so many milliseconds. */
  readonly pause: (tookMs: number) => Promise<void>;
  readonly isMatched: () => Promise<boolean>;
  /** Told of a run that failed. */
  readonly onFailure: (error: unknown) => void;
}

/** A run that is to end because its process does. */
class StoppedError extends Error {}

/** One run at a time, in this process and among all that reach the store. */
export class DataQualityService implements QualityRunning {
  private opening = false;
  private running: { readonly id: string; readonly end: Promise<void> } | null = null;
  private sweeping: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly parts: QualityServiceParts) {}

  async start(actor: string | null): Promise<AskedRun> {
    if (this.opening || this.running || this.stopped) return { run: null, running: this.running?.id ?? null };
    this.opening = true;
    try {
      const { rows, newId, today, rulesVersion } = this.parts;
      const run = await rows.open({ id: newId('dqr'), requestedBy: actor, businessDate: today(), rulesVersion });
      if (run) this.running = { id: run.id, end: this.work(run) };
      return { run, running: null };
    } finally {
      this.opening = false;
    }
  }

  /** Begins a run when the last one began so many milliseconds ago, and the records have been matched. */
  async startWhenDue(everyMs: number): Promise<void> {
    if (this.running || everyMs <= 0) return;
    const last = await this.parts.rows.lastStart();
    if (last !== null && this.parts.now() - Date.parse(last) < everyMs) return;
    if (await this.parts.isMatched()) await this.start(null);
  }

  /** Ends when no run of this process goes on, and what the runs left behind is swept. */
  async settled(): Promise<void> {
    await this.running?.end;
    await this.sweeping;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.settled();
  }

  private async work(run: QualityRun): Promise<void> {
    const { rows, assess, onFailure } = this.parts;
    try {
      await rows.finish(run.id, await assess(run, (tookMs) => this.rest(tookMs)));
      // Nobody has to wait for it: a run that begins meanwhile is left alone.
      this.sweeping = this.sweep().catch((error: unknown) => this.tell(error));
    } catch (error) {
      this.tell(error);
      await rows.end(run.id, error instanceof StoppedError ? 'INTERRUPTED' : 'FAILED').catch(onFailure);
    } finally {
      this.running = null;
    }
  }

  private async sweep(): Promise<void> {
    for (let isMore = true; isMore;) {
      const started = this.parts.now();
      isMore = await this.parts.rows.sweep();
      await this.rest(this.parts.now() - started);
    }
  }

  private tell(error: unknown): void {
    if (!(error instanceof StoppedError)) this.parts.onFailure(error);
  }

  private async rest(tookMs: number): Promise<void> {
    await this.parts.pause(tookMs);
    if (this.stopped) throw new StoppedError('the process ends');
  }
}
