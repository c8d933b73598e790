import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { BREAKER_STATES, type BreakerState } from '#core/breaker/circuit-breaker';
import type { FeedLag } from '#core/feed';
import type { SourceReport } from '#core/source-report';

/** How a request ended: `partial` has errors beside data. */
export const OUTCOMES = ['ok', 'partial', 'refused', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Connections of a pool at one moment, and whether its source is asked. */
export interface PoolUse {
  readonly source: string;
  readonly breaker: BreakerState;
  readonly used: number;
  readonly free: number;
  readonly waiting: number;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 30];

/**
 * What a process counts for its operators, in the text form of Prometheus. Labels are names from configuration and schema, never from a
 * request: their number is bounded, and no value of a customer can be one.
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = this.histogram('graph_request_seconds', 'Requests by operation of the manifest.', [
    'operation',
    'audience',
    'outcome',
  ]);
  private readonly fetches = this.histogram('graph_fetch_seconds', 'Fetches of query plans by subgraph.', [
    'subgraph',
    'outcome',
  ]);
  private readonly statements = this.histogram('legacy_statement_seconds', 'Statements sent to legacy sources.', [
    'source',
    'result',
  ]);
  private readonly notAsked: Counter<'source'>;
  private readonly rowsOverQuota: Counter<'audience'>;
  private readonly feedQuestions = this.histogram(
    'feed_question_seconds',
    'Questions of the worker to the feeds of a subgraph.',
    ['subgraph', 'outcome'],
  );
  private feedLags: { readonly lags: readonly FeedLag[]; readonly at: number } = { lags: [], at: 0 };
  private readonly now: () => number;
  private readonly audits: (() => boolean)[] = [];
  private readonly pools: (() => readonly PoolUse[])[] = [];
  private readonly subgraphs: (readonly [string, () => BreakerState])[] = [];

  /** @param ofProcess also CPU, memory, garbage collection and event loop lag of the whole process */
  constructor({ ofProcess, now = Date.now }: { readonly ofProcess: boolean; readonly now?: () => number }) {
    this.now = now;
    if (ofProcess) collectDefaultMetrics({ register: this.registry });
    this.notAsked = new Counter({
      name: 'legacy_statements_not_sent_total',
      help: 'Statements that were not sent because their source did not answer others.',
      labelNames: ['source'],
      registers: [this.registry],
    });
    this.rowsOverQuota = new Counter({
      name: 'graph_row_quota_refusals_total',
      help: 'Operations that were refused because their caller was shown as many rows as it may see within a day.',
      labelNames: ['audience'],
      registers: [this.registry],
    });
    this.gauge('legacy_source_breakers', 'Whether sources are asked: 1 at the state of each breaker of this process.', {
      labelNames: ['source', 'state'],
      read: (gauge) => {
        for (const { source, breaker } of this.pools.flatMap((read) => read()))
          for (const state of BREAKER_STATES) gauge.inc({ source, state: state.toLowerCase() }, breaker === state ? 1 : 0);
      },
    });
    this.gauge('graph_subgraph_breakers', 'Whether subgraphs are asked: 1 at the state of the breaker of each.', {
      labelNames: ['subgraph', 'state'],
      read: (gauge) => {
        for (const [subgraph, read] of this.subgraphs)
          for (const state of BREAKER_STATES) gauge.inc({ subgraph, state: state.toLowerCase() }, read() === state ? 1 : 0);
      },
    });
    this.gauge('legacy_pool_connections', 'Connections to legacy sources: in use, idle, and requests waiting for one.', {
      labelNames: ['source', 'state'],
      read: (gauge) => {
        for (const { source, ...use } of this.pools.flatMap((read) => read()))
          for (const state of ['used', 'free', 'waiting'] as const) gauge.inc({ source, state }, use[state]);
      },
    });
    this.gauge('audit_trail_away', '1 while nothing can be written to the audit trail, so that nothing about persons is shown.', {
      labelNames: [],
      read: (gauge) => {
        for (const isAway of this.audits) gauge.set(isAway() ? 1 : 0);
      },
    });
    this.gauge('worker_feed_lag_seconds', 'Seconds since the begin of the last complete look at a feed.', {
      labelNames: ['feed'],
      read: (gauge) => {
        const { lags, at } = this.feedLags;
        for (const { feed, seconds } of lags)
          if (seconds !== null) gauge.set({ feed }, seconds + Math.max(0, (this.now() - at) / 1000));
      },
    });
    this.gauge('worker_feed_failures', 'Looks at a feed that failed in a row.', {
      labelNames: ['feed'],
      read: (gauge) => {
        for (const { feed, failures } of this.feedLags.lags) gauge.set({ feed }, failures);
      },
    });
  }

  request(operation: string, audience: string, outcome: Outcome, ms: number): void {
    this.requests.observe({ operation, audience, outcome }, ms / 1000);
  }

  /** @param times 0: the audience has a quota, so that its first refusal is seen to be one more */
  rowQuotaRefused(audience: string, times: 0 | 1 = 1): void {
    this.rowsOverQuota.inc({ audience }, times);
  }

  fetch(subgraph: string, outcome: Outcome, ms: number): void {
    this.fetches.observe({ subgraph, outcome }, ms / 1000);
  }

  feedQuestion(subgraph: string, outcome: Outcome, ms: number): void {
    this.feedQuestions.observe({ subgraph, outcome }, ms / 1000);
  }

  statement({ source, status, ms, retryInMs }: SourceReport): void {
    if (retryInMs !== undefined) this.notAsked.inc({ source });
    else this.statements.observe({ source, result: status }, ms / 1000);
  }

  /** What the worker says of its feeds; from then on they grow older. Empty: another process works. */
  feeds(lags: readonly FeedLag[]): void {
    this.feedLags = { lags, at: this.now() };
  }

  /** Asks `read` at every look at the metrics. */
  watchPools(read: () => readonly PoolUse[]): void {
    this.pools.push(read);
  }

  /** Asks `isAway` at every look at the metrics. */
  watchAudit(isAway: () => boolean): void {
    this.audits.push(isAway);
  }

  /** Asks `read` at every look whether a subgraph is asked. */
  watchSubgraph(subgraph: string, read: () => BreakerState): void {
    this.subgraphs.push([subgraph, read]);
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  private histogram<L extends string>(name: string, help: string, labelNames: readonly L[]): Histogram<L> {
    return new Histogram({ name, help, labelNames: [...labelNames], buckets: SECONDS, registers: [this.registry] });
  }
  /** A gauge that is read at every look at the metrics, and forgets what it does not hear of any more. */
  private gauge<L extends string>(
    name: string,
    help: string,
    { labelNames, read }: { readonly labelNames: readonly L[]; readonly read: (gauge: Gauge<L>) => void },
  ): void {
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      collect() {
        this.reset();
        read(this);
      },
    });
  }
}
