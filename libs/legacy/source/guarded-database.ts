import { CircuitBreaker, PROBE_MS, type BreakerState, type CallOutcome, type Clock } from '#core/breaker/circuit-breaker';
import { SourceTimeoutError, SourceUnavailableError } from '#core/errors';
import type { Stored } from '../codec/codec';
import { AllInUseError, type ConnectionUse } from './driver-pool';
import type { LegacyDatabase, StatementLimits } from './legacy-database';

/** One answer of the graph sends several. */
const LEAST_STATEMENTS = 10;

/** A database that is left alone while it does not answer. */
export class GuardedDatabase implements LegacyDatabase {
  private readonly breaker: CircuitBreaker;

  constructor(
    source: string,
    private readonly database: LegacyDatabase,
    clock: Clock,
    onChange: (state: BreakerState) => void,
  ) {
    const answers = (): Promise<boolean> => database.answers(PROBE_MS);
    this.breaker = new CircuitBreaker({ name: source, clock, leastCalls: LEAST_STATEMENTS, answers, onChange });
  }

  get dialect(): LegacyDatabase['dialect'] {
    return this.database.dialect;
  }

  get state(): BreakerState {
    return this.breaker.state;
  }

  query(sql: string, params: readonly Stored[], limits: StatementLimits): Promise<readonly (readonly Stored[])[]> {
    return this.breaker.run(() => this.database.query(sql, params, limits), outcomeOf);
  }

  columnsOf(table: string, limits: StatementLimits): Promise<readonly string[] | null> {
    return this.breaker.run(() => this.database.columnsOf(table, limits), outcomeOf);
  }

  answers(timeoutMs: number): Promise<boolean> {
    return this.database.answers(timeoutMs);
  }

  connectionUse(): ConnectionUse | null {
    return this.database.connectionUse();
  }

  async close(): Promise<void> {
    await this.breaker.stop();
    await this.database.close();
  }
}

/** Only a database that is silent or gone can have failed: one that refuses a statement is well. */
function outcomeOf(error: unknown): CallOutcome {
  if (!(error instanceof SourceTimeoutError || error instanceof SourceUnavailableError)) return 'ANSWERED';
  return error.cause instanceof AllInUseError ? 'UNKNOWN' : 'FAILED';
}
