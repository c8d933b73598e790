import type { Logger } from 'pino';
import type { OperatorSettings } from './config';
import { createLog } from './logging/create-log';
import { Metrics } from './metrics/metrics';
import { NO_TRACING, type Tracing } from './tracing/tracing';

/** All that a process tells its operators. */
export interface Telemetry {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
}

/** @param service names this process among those of the product */
export async function openTelemetry(service: string, { logLevel, traces }: OperatorSettings, given?: Logger): Promise<Telemetry> {
  const log = given ?? createLog(logLevel);
  return { log, metrics: new Metrics({ ofProcess: true }), tracing: traces ? await tracingOf(service, traces, log) : NO_TRACING };
}

/** The libraries behind it take their time to load: nobody waits for them who traces nothing. */
async function tracingOf(service: string, traces: NonNullable<OperatorSettings['traces']>, log: Logger): Promise<Tracing> {
  const { otlpTracing } = await import('#runtime/tracing/otlp-tracing');
  return otlpTracing(service, traces, log);
}

/** Telemetry that goes nowhere but into the given log, for parts that run alone. */
export const quietTelemetry = (log: Logger): Telemetry => ({
  log,
  metrics: new Metrics({ ofProcess: false }),
  tracing: NO_TRACING,
});
