import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { parse, type DocumentNode, type GraphQLFormattedError } from 'graphql';
import { DomainError, SourceUnavailableError } from '#core/errors';
import type { SourceReport } from '#core/source-report';
import { isOfGraph } from '#policy/claims';
import { formatError } from '#graphql/format-error';
import type { FetchResult, SubgraphFetch } from '#runtime/execute-fetch';
import type { Outcome } from '#runtime/metrics/metrics';
import type { Telemetry } from '#runtime/telemetry';
import type { Span } from '#runtime/tracing/tracing';
import type { GatewayContext, RequestContext } from '../request-context';
import { spreadError } from './spread-error';

/** A subgraph as the gateway calls it, wherever it runs. */
export interface SubgraphPort {
  readonly name: string;
  /** @throws SourceTimeoutError after the deadline of the call, or any error when the subgraph does not answer */
  fetch(fetch: SubgraphFetch, query: string): Promise<FetchResult>;
}

type Response = Awaited<ReturnType<GraphQLDataSource['process']>>;
const DEADLINES = { STAFF: 1500, PARTNER: 1500, BI: 15_000 } as const;
const MAX_DOCUMENTS = 1000;

/**
 * Sends the fetches of query plans to one subgraph. A fetch that fails as a whole becomes one located error per missing field, so that only
 * these fields are lost.
 */
export class SubgraphSource implements GraphQLDataSource<GatewayContext> {
  private readonly parsed = new Map<string, DocumentNode>();
  private isLost = false;

  constructor(
    private readonly subgraph: SubgraphPort,
    private readonly telemetry: Telemetry,
  ) {}

  async process(options: GraphQLDataSourceProcessOptions<GatewayContext>): Promise<Response> {
    const { request, context } = options;
    const { request: gateway } = context as GatewayContext;
    const query = request.query ?? '';
    const document = ('document' in options ? options.document : undefined) ?? this.parse(query);
    const variables: Record<string, unknown> = request.variables ?? {};
    const { name } = this.subgraph;
    const { metrics, tracing } = this.telemetry;
    const started = performance.now();
    const span = tracing.within({
      name: `fetch ${name}`,
      kind: 'CLIENT',
      parent: gateway.traceparent,
      facts: { subgraph: name },
    });
    const ended = (outcome: Outcome): void => {
      metrics.fetch(name, outcome, performance.now() - started);
      span.end({ failed: outcome === 'failed', facts: { outcome } });
    };
    try {
      const fetch = { document, variables, operationName: request.operationName ?? null, call: this.callOf(gateway, span) };
      const { data, errors } = await this.subgraph.fetch(fetch, query);
      const located = errors.filter(({ path }) => path);
      const lost = errors
        .filter(({ path }) => !path)
        .flatMap((error) => spreadError(document, variables, this.reported(error, gateway)));
      const all = [...located, ...lost];
      ended(data === null ? 'failed' : all.length > 0 ? 'partial' : 'ok');
      if (this.isLost && all.length === 0) this.isBack(gateway, performance.now() - started);
      return { data, ...(all.length > 0 && { errors: all }) };
    } catch (error) {
      ended('failed');
      return { data: null, errors: spreadError(document, variables, this.presentFailure(error, gateway)) };
    }
  }

  private callOf(gateway: RequestContext, { traceparent }: Span): SubgraphFetch['call'] {
    const { claims, businessDate, requestId } = gateway;
    if (!claims || !isOfGraph(claims)) throw new Error('a fetch for a caller whom subgraphs do not answer');
    const deadlineMs = gateway.left(DEADLINES[claims.audience]);
    const report = (read: SourceReport): void => gateway.report(read);
    return { claims, businessDate, requestId, deadlineMs, report, ...(traceparent !== null && { traceparent }) };
  }

  /** A fetch that failed as a whole: the subgraph itself did not answer, whatever was wrong with it. */
  private presentFailure(error: unknown, gateway: RequestContext): GraphQLFormattedError {
    const { name: source } = this.subgraph;
    this.isLost = true;
    const failure = error instanceof DomainError ? error : new SourceUnavailableError(source, { cause: error });
    if (failure !== error || failure.cause)
      this.telemetry.log.error({ err: error, subgraph: source, requestId: gateway.requestId }, 'subgraph failed');
    return this.reported(formatError(failure, gateway.requestId), gateway);
  }

  /** It answers again, which operators must hear: nothing else tells of a subgraph that is well. */
  private isBack(gateway: RequestContext, ms: number): void {
    this.isLost = false;
    gateway.noteRead({ source: this.subgraph.name, status: 'OK', ms });
  }

  private reported(error: GraphQLFormattedError, gateway: RequestContext): GraphQLFormattedError {
    const { name: source } = this.subgraph;
    const { code, source: blamed, retryInMs } = error.extensions ?? {};
    const left = typeof retryInMs === 'number' && { retryInMs };
    if (blamed === source)
      gateway.report({ source, status: code === 'SOURCE_TIMEOUT' ? 'TIMEOUT' : 'UNAVAILABLE', ms: 0, ...left });
    return error;
  }

  private parse(query: string): DocumentNode {
    const known = this.parsed.get(query);
    if (known) return known;
    if (this.parsed.size >= MAX_DOCUMENTS) this.parsed.clear();
    const document = parse(query, { noLocation: true });
    this.parsed.set(query, document);
    return document;
  }
}
