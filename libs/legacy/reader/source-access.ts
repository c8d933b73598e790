import type { SourceRead } from '#core/source-report';
import type { FieldCondition } from '../compile/condition';
import type { Position } from '../compile/keyset';
import type { Mapping } from '../mapping/mapping';
import type { LegacyDatabase, SentStatement } from '../source/legacy-database';

/** What one source contributes to a catalog. */
export interface SourceAccess {
  readonly mapping: Mapping;
  /** Connects on first use. */
  database(): LegacyDatabase;
  readonly onStatement?: ((statement: SentStatement) => void) | undefined;
  readonly log?: SourceLog | undefined;
}

export interface SourceLog {
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
}

/** Limits of the request the reads belong to. */
export interface ReadLimits {
  readonly today: string;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** On the clock of `performance.now()`. */
  readonly deadlineAt: number;
  readonly bulk?: boolean | undefined;
  readonly onRead?: ((read: SourceRead) => void) | undefined;
}

export interface SourceList {
  readonly fields: readonly string[];
  readonly where: readonly FieldCondition[];
  readonly sort: { readonly field: string; readonly descending: boolean };
  readonly first: number;
  readonly after: Position | null;
}
