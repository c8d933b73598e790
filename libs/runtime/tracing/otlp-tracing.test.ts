import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-base';
import { tracingTo } from './otlp-tracing';
import { parseTraceparent } from './traceparent';

const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const request = { name: 'graphql', kind: 'SERVER', facts: { subgraph: 'sales' } } as const;

function collected(ratio = 1) {
  const exporter = new InMemorySpanExporter();
  const tracing = tracingTo(exporter, 'gateway', ratio);
  const spans = async () => {
    // Closing forgets what was sent.
    exporter.shutdown = () => Promise.resolve();
    await tracing.close();
    return exporter.getFinishedSpans();
  };
  return { tracing, spans };
}

it('goes on with the trace of a caller, and begins one for a caller without', async () => {
  const { tracing, spans } = collected();
  tracing.begin({ ...request, parent: PARENT }).end({ failed: false });
  tracing.begin({ ...request, parent: 'not a traceparent' }).end({ failed: true, name: 'graphql Customer360' });
  const [first, second] = await spans();
  expect(first).toMatchObject({ parentSpanId: 'b7ad6b7169203331', name: 'graphql', status: { code: 0 } });
  expect(first?.spanContext().traceId).toBe('0af7651916cd43dd8448eb211c80319c');
  expect(second).toMatchObject({ name: 'graphql Customer360', status: { code: 2 }, attributes: { subgraph: 'sales' } });
  expect(second?.parentSpanId).toBeUndefined();
});

it('traces inside of a trace only', async () => {
  const { tracing, spans } = collected();
  expect(tracing.within({ ...request, parent: null }).traceparent).toBeNull();
  tracing.done({ ...request, parent: null }, 5, { failed: false });
  expect(await spans()).toEqual([]);
});

it('tells how long work took that is over', async () => {
  const { tracing, spans } = collected();
  tracing.done({ ...request, parent: PARENT }, 250, { failed: false });
  const [span] = await spans();
  const [seconds = 0, nanos = 0] = span?.duration ?? [];
  expect(seconds * 1000 + nanos / 1e6).toBeGreaterThanOrEqual(245);
});

it('keeps none of the traces that begin here at ratio 0, and tells others so', async () => {
  const { tracing, spans } = collected(0);
  const span = tracing.begin({ ...request, parent: null });
  expect(parseTraceparent(span.traceparent)?.sampled).toBe(false);
  const inside = tracing.within({ ...request, parent: span.traceparent });
  expect(parseTraceparent(inside.traceparent)?.sampled).toBe(false);
  inside.end({ failed: false });
  span.end({ failed: false });
  expect(await spans()).toEqual([]);
});

it.each([
  ['ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
  ['00-00000000000000000000000000000000-b7ad6b7169203331-01'],
  ['00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01'],
  ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'; drop"],
  [''],
  [undefined],
])('takes nothing from the traceparent %s', (text) => {
  expect(parseTraceparent(text)).toBeNull();
});
