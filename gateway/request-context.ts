import type { SourceReport } from '#core/source-report';
import type { Claims } from '#policy/claims';

/** What one source did for one request: the worst status, the time of all reads, when the last one ended. */
export interface SourceSummary extends SourceReport {
  readonly asOf: string;
}

export interface RequestOptions {
  readonly claims: Claims | null;
  readonly requestId: string;
  /** Span of the request; null: nobody traces it. */
  readonly traceparent: string | null;
  /** Hears the code of every error that the client gets. */
  readonly onError?: (code: string) => void;
  /** Business day, YYYY-MM-DD: one for the whole request. */
  readonly businessDate: string;
  /** When the client stops waiting, as `now` tells time. */
  readonly deadlineAt: number;
  readonly now: () => number;
  /** Hears of every read as well. */
  readonly onRead?: (report: SourceReport) => void;
}

const WORST: readonly SourceReport['status'][] = ['OK', 'NOT_AVAILABLE', 'TIMEOUT', 'UNAVAILABLE'];
/** What the gateway itself needs to answer after its last fetch. */
const ANSWER_MS = 50;

/** One request on its way through the gateway. */
export class RequestContext {
  private readonly sources = new Map<string, SourceSummary>();

  constructor(private readonly options: RequestOptions) {}

  get claims(): Claims | null {
    return this.options.claims;
  }

  get requestId(): string {
    return this.options.requestId;
  }

  get traceparent(): string | null {
    return this.options.traceparent;
  }

  get businessDate(): string {
    return this.options.businessDate;
  }

  /** Milliseconds left for a fetch: at most `most`. */
  left(most: number): number {
    const { deadlineAt, now } = this.options;
    return Math.max(1, Math.min(most, deadlineAt - now() - ANSWER_MS));
  }

  report(report: SourceReport): void {
    const { source, status, ms } = report;
    const reason = report.reason ?? this.sources.get(source)?.reason;
    const before = this.sources.get(source);
    const worst = before && WORST.indexOf(before.status) > WORST.indexOf(status) ? before.status : status;
    const asOf = new Date(this.options.now()).toISOString();
    this.sources.set(source, { source, status: worst, ms: (before?.ms ?? 0) + ms, asOf, ...(reason && { reason }) });
    this.noteRead(report);
  }

  /** Tells operators alone. */
  noteRead(report: SourceReport): void {
    this.options.onRead?.(report);
  }

  noteError(code: unknown): void {
    this.options.onError?.(typeof code === 'string' ? code : 'UNKNOWN');
  }

  sourceReports(): readonly SourceSummary[] {
    return [...this.sources.values()].sort((a, b) => a.source.localeCompare(b.source));
  }
}

/** The context value of one operation. */
export interface GatewayContext {
  readonly request: RequestContext;
}
