/** NOT_AVAILABLE: the source is well, and was left out of a list that it cannot answer. */
export const SOURCE_STATUSES = ['OK', 'NOT_AVAILABLE', 'UNAVAILABLE', 'TIMEOUT'] as const;

/** What one read of a source took; collected per request for `extensions.sources`. */
export interface SourceReport {
  readonly source: string;
  readonly status: (typeof SOURCE_STATUSES)[number];
  readonly ms: number;
  /** Why it is NOT_AVAILABLE. */
  readonly reason?: string;
  /** It was not asked, because others had no answer; milliseconds until it is tried again. */
  readonly retryInMs?: number;
}

/** A read as operators see it. What it adds stays in the process that read. */
export interface SourceRead extends SourceReport {
  /** What was sent: the text holds placeholders, never a value. */
  readonly statement?: { readonly rowType: string; readonly sql: string };
  /** Why there was no answer. */
  readonly failure?: unknown;
}
