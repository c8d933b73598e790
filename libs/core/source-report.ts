/** What one read of a source took; collected per request for `extensions.sources`. */
export interface SourceReport {
  readonly source: string;
  readonly status: 'OK' | 'UNAVAILABLE' | 'TIMEOUT';
  readonly ms: number;
}
