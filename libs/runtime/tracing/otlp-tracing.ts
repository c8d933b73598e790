import { context, diag, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags, type Context } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { Resource } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-base';
import type { Logger } from 'pino';
import { parseTraceparent, printTraceparent } from './traceparent';
import { NO_SPAN, type Span, type SpanEnd, type SpanStart, type Tracing } from './tracing';

export interface TraceSettings {
  /** Base URL of an OTLP collector over HTTP. */
  readonly endpoint: string;
  /** Part of the traces that begin here and are kept, 0 to 1. */
  readonly ratio: number;
}

const EXPORT_TIMEOUT_MS = 5000;
/** Spans that wait to be sent; when the collector is down the next ones are dropped. */
const MAX_WAITING = 2048;

/** Sends spans to an OpenTelemetry collector. Loaded only where traces are wanted. */
export function otlpTracing(service: string, { endpoint, ratio }: TraceSettings, log: Logger): Tracing {
  // What the SDK says of itself is that the collector does not answer.
  const say = (message: string): void => log.warn({ problem: message.slice(0, 200) }, 'traces are not delivered');
  diag.setLogger({ error: say, warn: say, info: () => undefined, debug: () => undefined, verbose: () => undefined });
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  return tracingTo(new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MS }), service, ratio);
}

/** Gives spans to an exporter. Nothing is registered globally: libraries that trace by themselves would write texts of operations. */
export function tracingTo(exporter: SpanExporter, service: string, ratio: number): Tracing {
  const provider = new BasicTracerProvider({
    resource: new Resource({ 'service.name': service }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new BatchSpanProcessor(exporter, { maxQueueSize: MAX_WAITING, exportTimeoutMillis: EXPORT_TIMEOUT_MS })],
  });
  const tracer = provider.getTracer('customer-graph');
  const start = ({ name, kind, parent, facts }: SpanStart, startTime?: number): Span => {
    const span = tracer.startSpan(
      name,
      { kind: SpanKind[kind], ...(facts && { attributes: facts }), ...(startTime !== undefined && { startTime }) },
      parentContext(parent),
    );
    const { traceId, spanId, traceFlags } = span.spanContext();
    const sampled = (traceFlags & TraceFlags.SAMPLED) !== 0;
    return {
      traceparent: printTraceparent({ traceId, spanId, sampled }),
      end({ name: last, failed, facts: more }: SpanEnd) {
        if (last !== undefined) span.updateName(last);
        if (more) span.setAttributes(more);
        if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
  };
  return {
    begin: (asked) => start(asked),
    within: (asked) => (asked.parent === null ? NO_SPAN : start(asked)),
    done(asked, ms, end) {
      if (asked.parent !== null) start(asked, Date.now() - ms).end(end);
    },
    close: () => context.with(ROOT_CONTEXT, () => provider.shutdown()),
  };
}

function parentContext(parent: string | null): Context {
  const parsed = parseTraceparent(parent);
  if (!parsed) return ROOT_CONTEXT;
  const { traceId, spanId, sampled } = parsed;
  const traceFlags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}
