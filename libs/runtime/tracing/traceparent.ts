/** W3C Trace Context, version 00. */
const TRACEPARENT = /^00-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})$/;

export interface TraceParent {
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
}

/** What a `traceparent` says; null when it is not one, and then nothing of it is used. */
export function parseTraceparent(text: string | null | undefined): TraceParent | null {
  const [, traceId, spanId, flags = '00'] = TRACEPARENT.exec(text ?? '') ?? [];
  return traceId && spanId ? { traceId, spanId, sampled: (parseInt(flags, 16) & 1) === 1 } : null;
}

export const printTraceparent = ({ traceId, spanId, sampled }: TraceParent): string =>
  `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
