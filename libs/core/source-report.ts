/** What one read of a source took; collected per request for `extensions.sources`. */
export interface SourceReport {
  readonly source: string;
  /** NOT_AVAILABLE: the source is well, and was left out of a list that it cannot answer; `reason` says why. */
  readonly status: 'OK' | 'NOT_AVAILABLE' | 'UNAVAILABLE' | 'TIMEOUT';
  readonly ms: number;
  readonly reason?: string;
}
