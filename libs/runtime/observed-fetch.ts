import type { SourceRead } from '#core/source-report';
import type { CallContext } from './in-process-subgraph';
import { describeFailure } from './logging/describe-error';
import type { Telemetry } from './telemetry';
import type { Span } from './tracing/tracing';

/** Longest statement that a span repeats. */
const MAX_SQL = 4000;

/** One fetch in a subgraph as operators see it: its span, and each statement it sends to a source. */
export class ObservedFetch {
  private readonly span: Span;
  private readonly told = new Set<string>();

  constructor(
    private readonly subgraph: string,
    private readonly call: CallContext,
    private readonly telemetry: Telemetry,
  ) {
    const { traceparent = null, requestId } = call;
    const facts = { subgraph, requestId };
    this.span = telemetry.tracing.within({ name: `subgraph ${subgraph}`, kind: 'SERVER', parent: traceparent, facts });
  }

  /** Hears of each read; the caller hears of it as well, without what stays here. */
  readonly read = (read: SourceRead): void => {
    const { source, status, ms, reason, retryInMs } = read;
    this.call.report({ source, status, ms, ...(reason && { reason }), ...(retryInMs !== undefined && { retryInMs }) });
    if (status === 'NOT_AVAILABLE') return;
    this.telemetry.metrics.statement(read);
    this.traceStatement(read);
    if (status !== 'OK') this.tellFailure(read);
  };

  end(failed: boolean): void {
    this.span.end({ failed });
  }

  private traceStatement({ source, status, ms, statement }: SourceRead): void {
    const { traceparent: parent } = this.span;
    if (parent === null || !statement) return;
    const { rowType, sql } = statement;
    const facts = { source, rowType, status, 'db.query.text': sql.slice(0, MAX_SQL) };
    this.telemetry.tracing.done({ name: `${source} ${rowType}`, kind: 'CLIENT', parent, facts }, ms, { failed: status !== 'OK' });
  }

  /** Once for each source: one that is down fails every statement of the fetch in the same way. */
  private tellFailure({ source, status, statement, failure }: SourceRead): void {
    if (this.told.has(source)) return;
    this.told.add(source);
    const { subgraph, telemetry, call } = this;
    const facts = { source, status, ...(statement && { rowType: statement.rowType }), subgraph, requestId: call.requestId };
    telemetry.log.warn({ ...facts, why: describeFailure(failure) }, 'source did not answer');
  }
}
