import type { SourceReport } from '#core/source-report';

interface LastRead extends SourceReport {
  readonly at: string;
}

/** How the last read of every source went, over all requests of this process. */
export class SourceHealth {
  private readonly last = new Map<string, LastRead>();
  private readonly broken = new Map<string, readonly string[]>();

  constructor(private readonly now: () => number) {}

  note(report: SourceReport): void {
    if (report.status === 'NOT_AVAILABLE') return;
    this.last.set(report.source, { ...report, at: new Date(this.now()).toISOString() });
  }

  /** Replaces what is known to be wrong with a subgraph; an empty list clears it. */
  setProblems(subgraph: string, problems: readonly string[]): void {
    this.broken.set(subgraph, problems);
  }

  /** What does not work although the gateway serves. It names no cause: `/ready` is public. */
  degraded(): readonly string[] {
    const subgraphs = [...this.broken].filter(([, problems]) => problems.length > 0).map(([subgraph]) => subgraph);
    const sources = [...this.last.values()].filter(({ status }) => status !== 'OK').map(({ source }) => source);
    return [...new Set([...subgraphs, ...sources])].sort();
  }

  /** What is wrong with mappings and sources, in words, each said once. */
  problems(): readonly string[] {
    return [...new Set([...this.broken.values()].flat())];
  }

  report(): object {
    return {
      sources: [...this.last.values()].map(({ source, status, ms, at, retryInMs }) => ({
        name: source,
        status,
        ms: Math.round(ms),
        at,
        breaker: retryInMs === undefined ? 'CLOSED' : 'OPEN',
        ...(retryInMs !== undefined && { retryInMs }),
      })),
      problems: Object.fromEntries([...this.broken].filter(([, problems]) => problems.length > 0)),
    };
  }
}
