import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ERROR_CODES } from '#core/error-codes';
import type { Outcome } from '#runtime/metrics/metrics';
import type { Telemetry } from '#runtime/telemetry';
import { parseTraceparent } from '#runtime/tracing/traceparent';
import type { Span } from '#runtime/tracing/tracing';

/** Requests that take longer are told as warnings. */
const SLOW_MS = 1000;
// An id of the caller is taken over only in a form that holds nothing but an id.
const REQUEST_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One request to `/graphql` as operators see it: which operation, for whom, how it ended. */
export class ObservedRequest {
  readonly requestId: string;
  private readonly span: Span;
  /** Ours, or that of a caller who traces: so that its logs and ours can be laid side by side. */
  private readonly traceId: string | undefined;
  /** Name of a trusted document; `free` for a text, `none` when it did not come so far. */
  operation = 'none';
  audience = 'none';
  readonly codes = new Set<string>();
  private readonly started = performance.now();

  constructor(
    { headers }: IncomingMessage,
    response: ServerResponse,
    private readonly telemetry: Telemetry,
  ) {
    const { 'x-request-id': id, traceparent } = headers;
    this.requestId = typeof id === 'string' && REQUEST_ID.test(id) ? id : randomUUID();
    const parent = typeof traceparent === 'string' ? traceparent : null;
    this.span = telemetry.tracing.begin({ name: 'graphql', kind: 'SERVER', parent });
    this.traceId = parseTraceparent(this.span.traceparent ?? parent)?.traceId;
    response.setHeader('x-request-id', this.requestId);
    response.once('close', () => this.end(response));
  }

  get traceparent(): string | null {
    return this.span.traceparent;
  }

  private end({ statusCode: status, writableFinished }: ServerResponse): void {
    const { operation, audience, requestId, traceId, telemetry } = this;
    const ms = Math.round(performance.now() - this.started);
    const codes = [...this.codes].sort();
    const outcome = outcomeOf(status, codes);
    telemetry.metrics.request(operation, audience, outcome, ms);
    const facts = { requestId, ...(traceId && { traceId }), operation, audience, status, outcome, codes, ms };
    this.span.end({
      name: `graphql ${operation}`,
      failed: outcome === 'failed',
      facts: { requestId, operation, audience, outcome, codes: codes.join(' '), 'http.response.status_code': status },
    });
    const left = writableFinished ? {} : { left: true };
    if (ms > SLOW_MS) telemetry.log.warn({ ...facts, ...left }, 'slow request');
    else telemetry.log.info({ ...facts, ...left }, 'request');
  }
}

function outcomeOf(status: number, codes: readonly string[]): Outcome {
  if (status === ERROR_CODES.OVERLOADED.status) return 'refused';
  if (status >= 500 || codes.includes('INTERNAL_SERVER_ERROR')) return 'failed';
  if (status >= 400) return 'refused';
  return codes.length > 0 ? 'partial' : 'ok';
}
