import { SourceNotAskedError } from '../errors';
import { RecentCalls } from './recent-calls';

/** CLOSED: everything is asked. OPEN: nothing is, but whether it answers at all. TRYING: it answers, and one call shows what it is worth. */
export const BREAKER_STATES = ['CLOSED', 'OPEN', 'TRYING'] as const;
export type BreakerState = (typeof BREAKER_STATES)[number];

/** What a call tells of the other side. UNKNOWN: it says nothing, because it never got there or had no time. */
export type CallOutcome = 'ANSWERED' | 'FAILED' | 'UNKNOWN';

/** Time as the edge of the process tells it, in milliseconds. */
export interface Clock {
  now(): number;
  /** Runs `work` later and keeps no process alive for it; the answer calls it off. */
  after(ms: number, work: () => void): () => void;
}

export interface BreakerOptions {
  /** A source or a subgraph, for messages. */
  readonly name: string;
  readonly clock: Clock;
  /** Calls of ten seconds that say something. */
  readonly leastCalls: number;
  /** Whether it answers at all: asked on nobody's behalf, apart from all other calls, and for no longer than `PROBE_MS`. */
  readonly answers: () => Promise<boolean>;
  readonly onChange?: ((state: BreakerState) => void) | undefined;
}

/** It opens when so much of the calls of ten seconds found nobody. */
const FAILED_SHARE = 0.5;
/** Between two looks at one that is not asked. */
export const PROBE_MS = 1000;
/** Longest that a call waits for the one that is tried before it. */
const WAIT_MS = 40;

type End = (outcome: CallOutcome) => void;

/**
 * Keeps callers from waiting for one that hangs or is gone: they hear at once that it is not asked, and when it is tried again. While it is
 * open no caller pays for finding out. One breaker serves all requests of a process and knows nothing of them but whether they were answered.
 * A call that failed counts only when the other side answers nothing else either: a question too hard for it shuts nobody out.
 */
export class CircuitBreaker {
  private current: BreakerState = 'CLOSED';
  private readonly recent: RecentCalls;
  /** Calls from before the last change say nothing about what is now. */
  private epoch = 0;
  private retryAt = 0;
  private trial: Promise<void> | null = null;
  private looking: Promise<boolean> | null = null;
  private stopProbe: () => void = () => undefined;

  constructor(private readonly options: BreakerOptions) {
    this.recent = new RecentCalls(() => options.clock.now());
  }

  get state(): BreakerState {
    return this.current;
  }

  /** @throws SourceNotAskedError without calling, or whatever the call throws; `outcomeOf` says what an error means */
  async run<T>(call: () => Promise<T>, outcomeOf: (error: unknown) => CallOutcome): Promise<T> {
    const end = this.current === 'CLOSED' ? this.counted() : await this.enter();
    try {
      const answer = await call();
      end('ANSWERED');
      return answer;
    } catch (error) {
      end(outcomeOf(error));
      throw error;
    }
  }

  /** Nothing is looked at any more when this has ended. */
  async stop(): Promise<void> {
    this.epoch += 1;
    this.stopProbe();
    await this.looking;
  }

  private counted(): End {
    const { epoch } = this;
    return (outcome) => {
      if (outcome === 'ANSWERED') this.count(epoch, true);
      // What failed before the last change asks for no look: it would be taken for one at the time after it.
      if (outcome === 'FAILED' && epoch === this.epoch) void this.answers().then((answers) => this.count(epoch, answers));
    };
  }

  private count(epoch: number, answers: boolean): void {
    if (epoch !== this.epoch) return;
    this.recent.add(!answers);
    const { calls, marked } = this.recent.count();
    if (!answers && calls >= this.options.leastCalls && marked >= calls * FAILED_SHARE) this.open();
  }

  private async enter(): Promise<End> {
    if (this.current === 'TRYING' && this.trial) await this.firstOf(this.trial);
    if (this.current === 'CLOSED') return this.counted();
    if (this.current === 'TRYING' && !this.trial) return this.tried();
    const { name, clock } = this.options;
    const leftMs = this.current === 'OPEN' ? this.retryAt - clock.now() : PROBE_MS;
    throw new SourceNotAskedError(name, Math.max(1, Math.ceil(leftMs)));
  }

  /** The one call that shows whether more can be asked. */
  private tried(): End {
    let ended: () => void = () => undefined;
    this.trial = new Promise((resolve) => {
      ended = resolve;
    });
    const { epoch } = this;
    const end = (answers: boolean | null): void => {
      if (epoch === this.epoch) {
        this.trial = null;
        if (answers === true) this.change('CLOSED');
        if (answers === false) this.open();
      }
      ended();
    };
    return (outcome) => {
      if (outcome === 'FAILED') void this.answers().then(end);
      else end(outcome === 'ANSWERED' ? true : null);
    };
  }

  private open(): void {
    this.trial = null;
    this.change('OPEN');
    this.probeIn(PROBE_MS);
  }

  private change(state: BreakerState): void {
    this.current = state;
    this.epoch += 1;
    this.recent.forget();
    this.options.onChange?.(state);
  }

  private probeIn(ms: number): void {
    const { clock } = this.options;
    this.retryAt = clock.now() + ms;
    this.stopProbe = clock.after(ms, () => void this.probe());
  }

  private async probe(): Promise<void> {
    const { clock } = this.options;
    const { epoch } = this;
    this.retryAt = clock.now() + PROBE_MS;
    const answers = await this.answers();
    if (epoch !== this.epoch) return;
    if (answers) this.change('TRYING');
    else this.probeIn(Math.max(0, this.retryAt - clock.now()));
  }

  /** One look for all who want to know at a moment. */
  private answers(): Promise<boolean> {
    this.looking ??= this.options
      .answers()
      .catch(() => false)
      .finally(() => {
        this.looking = null;
      });
    return this.looking;
  }

  private async firstOf(trial: Promise<void>): Promise<void> {
    let stop: () => void = () => undefined;
    const late = new Promise<void>((resolve) => {
      stop = this.options.clock.after(WAIT_MS, resolve);
    });
    await Promise.race([trial, late]);
    stop();
  }
}
