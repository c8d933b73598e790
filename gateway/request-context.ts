import type { SourceReport } from '#core/source-report';
import type { Claims } from '#policy/claims';

/** What one source did for one request: the worst status, the time of all reads. */
export interface SourceSummary extends SourceReport {
  readonly asOf: string;
}

/** One request on its way through the gateway. */
export class RequestContext {
  private readonly sources = new Map<string, SourceSummary>();

  constructor(
    readonly claims: Claims | null,
    readonly requestId: string,
    private readonly deadlineAt: number,
    private readonly now: () => number,
  ) {}

  /** Milliseconds left for a fetch: at most `most`, less what the gateway needs to answer. */
  left(most: number): number {
    return Math.max(1, Math.min(most, this.deadlineAt - this.now() - 50));
  }

  report({ source, status, ms }: SourceReport): void {
    const before = this.sources.get(source);
    const worst = status === 'OK' ? (before?.status ?? 'OK') : status;
    this.sources.set(source, { source, status: worst, ms: (before?.ms ?? 0) + ms, asOf: new Date(this.now()).toISOString() });
  }

  sourceReports(): readonly SourceSummary[] {
    return [...this.sources.values()].sort((a, b) => a.source.localeCompare(b.source));
  }
}

/** The context value of one operation. */
export interface GatewayContext {
  readonly request: RequestContext;
}
