/** What a span tells: names from configuration and schema, codes and numbers, never a value of a customer. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

export interface SpanStart {
  readonly name: string;
  /** SERVER: work that somebody asked for; CLIENT: waiting for somebody else. */
  readonly kind: 'SERVER' | 'CLIENT';
  /** `traceparent` of what it is a part of. */
  readonly parent: string | null;
  readonly facts?: Facts;
}

export interface SpanEnd {
  /** Absent: the name it began with. */
  readonly name?: string;
  readonly failed: boolean;
  readonly facts?: Facts;
}

/** A piece of work with a begin and an end, as a part of a trace. */
export interface Span {
  /** What its own parts name as their parent, in this process and in others; null: nobody traces it. */
  readonly traceparent: string | null;
  end(end: SpanEnd): void;
}

/** Port to whatever collects traces. */
export interface Tracing {
  /** Work that comes from outside; without a parent it begins a trace. */
  begin(start: SpanStart): Span;
  /** Work inside a trace; without a parent there is none, and nothing is traced. */
  within(start: SpanStart): Span;
  /** Work inside a trace that is over, and took `ms`. */
  done(start: SpanStart, ms: number, end: SpanEnd): void;
  /** Sends what was not sent yet. */
  close(): Promise<void>;
}

export const NO_SPAN: Span = { traceparent: null, end: () => undefined };

/** Nobody collects traces. */
export const NO_TRACING: Tracing = {
  begin: () => NO_SPAN,
  within: () => NO_SPAN,
  done: () => undefined,
  close: () => Promise.resolve(),
};
