import { pino } from 'pino';

const log = pino({ level: 'silent' });
const traces = { endpoint: 'http://127.0.0.1:9', ratio: 1 };

jest.mock('@opentelemetry/exporter-trace-otlp-http', () => {
  throw new Error('loaded');
});

it('loads what sends traces only where they are wanted', async () => {
  const { openTelemetry } = await import('#runtime/telemetry');
  const quiet = { logLevel: 'silent', opsToken: null };
  const telemetry = await openTelemetry('sales', { ...quiet, traces: null }, log);
  expect(telemetry.tracing.begin({ name: 'graphql', kind: 'SERVER', parent: null }).traceparent).toBeNull();
  await expect(openTelemetry('sales', { ...quiet, traces }, log)).rejects.toThrow('loaded');
});
