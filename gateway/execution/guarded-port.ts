import { CircuitBreaker, PROBE_MS, type BreakerState, type CallOutcome, type Clock } from '#core/breaker/circuit-breaker';
import { SourceTimeoutError, SourceUnavailableError } from '#core/errors';
import type { FetchResult, SubgraphFetch } from '#runtime/execute-fetch';
import type { SubgraphPort } from './subgraph-source';

/** A subgraph of another process. */
export interface RemotePort extends SubgraphPort {
  /** Whether it answers anything, found out beside all fetches; false after `timeoutMs` at the latest. */
  answers(timeoutMs: number): Promise<boolean>;
  close(): Promise<void>;
}

/** So many fetches are under way that one more would only wait: that says nothing about the subgraph. */
export class TooManyFetchesError extends Error {}

/** One client that waits for each answer sends no more in the time of the breaker. */
const LEAST_FETCHES = 5;

/** A subgraph that is left alone while it does not answer. */
export class GuardedPort implements SubgraphPort {
  private readonly breaker: CircuitBreaker;

  constructor(
    private readonly port: RemotePort,
    clock: Clock,
    onChange: (state: BreakerState) => void,
  ) {
    const answers = (): Promise<boolean> => port.answers(PROBE_MS);
    this.breaker = new CircuitBreaker({ name: port.name, clock, leastCalls: LEAST_FETCHES, answers, onChange });
  }

  get name(): string {
    return this.port.name;
  }

  get state(): BreakerState {
    return this.breaker.state;
  }

  fetch(fetch: SubgraphFetch, query: string): Promise<FetchResult> {
    return this.breaker.run(() => this.port.fetch(fetch, query), outcomeOf);
  }

  async close(): Promise<void> {
    await this.breaker.stop();
    await this.port.close();
  }
}

function outcomeOf(error: unknown): CallOutcome {
  if (!(error instanceof SourceTimeoutError || error instanceof SourceUnavailableError)) return 'ANSWERED';
  return error.cause instanceof TooManyFetchesError ? 'UNKNOWN' : 'FAILED';
}
