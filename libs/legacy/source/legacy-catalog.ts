import type { BreakerState } from '#core/breaker/circuit-breaker';
import { PROCESS_CLOCK } from '#core/breaker/process-clock';
import type { SourceKey } from '#core/source-key';
import { MappingError, type MappingProblem } from '../mapping/mapping-error';
import { checkRefsBetween } from '../mapping/check-row-sets';
import { loadUsable } from '../mapping/load-mapping';
import type { MatchRules } from '../mapping/mapping';
import { matchRulesOf } from '../mapping/match-rules';
import type { LegacyChanges } from '../legacy-changes';
import type { LegacyReader, ReadScope } from '../legacy-reader';
import { ChangeScan } from '../reader/change-scan';
import { MappedReader } from '../reader/mapped-reader';
import type { SourceAccess, SourceLog } from '../reader/source-access';
import { SourceReader } from '../reader/source-reader';
import { checkSource } from './check-source';
import type { ConnectionUse } from './driver-pool';
import { GuardedDatabase } from './guarded-database';
import { openLegacyDatabase, type SentStatement } from './legacy-database';
import { loadSourcesFile } from './sources-file';

export interface CatalogOptions {
  readonly sourcesFile: string;
  /** Only sources bound to this subgraph; absent: all. */
  readonly subgraph?: string | undefined;
  /** Connection URL of a source: `file:/abs/path.db` or `mysql://user:password@host:port/database`. */
  readonly urlFor: (sourceId: string) => string;
  readonly onStatement?: ((statement: SentStatement) => void) | undefined;
  readonly log?: SourceLog | undefined;
}

/** A mapped source, without its connection. */
export interface CatalogSource {
  readonly id: string;
  readonly timezone: string;
  readonly currency: string;
}

/** What this process does with one source at the moment. */
export interface SourceUse extends ConnectionUse {
  readonly source: string;
  readonly breaker: BreakerState;
}

/** The legacy sources of one process. Opening it connects to nothing: a dead source must not stop a start. */
export interface LegacyCatalog {
  readonly sources: readonly CatalogSource[];
  /** A reader for one request. */
  reader(scope: ReadScope): LegacyReader;
  /** Finds what changed in the sources; for feeds, never for a request of a client. */
  changes(scope: ReadScope): LegacyChanges;
  /** What tells no parties apart where this one comes from. */
  matchRules(party: SourceKey): MatchRules;
  /** What the mappings say and the databases do not have; a source that does not answer is one problem. */
  check(): Promise<readonly MappingProblem[]>;
  /** Connections to the sources that have a pool, and whether these are asked. */
  poolUse(): readonly SourceUse[];
  close(): Promise<void>;
}

/**
 * Loads the mappings bound to the subgraph. A mistake in a row set costs its row type, and `check` tells it.
 * @throws MappingError with the problems of files that cannot be used at all
 */
export async function openCatalog({ sourcesFile, subgraph, urlFor, onStatement, log }: CatalogOptions): Promise<LegacyCatalog> {
  const bindings = (await loadSourcesFile(sourcesFile)).filter(
    ({ subgraphs }) => subgraph === undefined || subgraphs.includes(subgraph),
  );
  const problems: MappingProblem[] = [];
  const mistakes: MappingProblem[] = [];
  const accesses = new Map<string, SourceAccess>();
  const databases = new Map<string, GuardedDatabase>();
  for (const { mapping: file, line } of bindings) {
    try {
      const { mapping, problems: found } = await loadUsable(file);
      const { id } = mapping.source;
      for (const problem of found) log?.warn({ source: id, ...problem }, 'a mistake in a mapping: its row type is not available');
      mistakes.push(...found);
      if (accesses.has(id)) problems.push({ file: sourcesFile, line, message: `source ${id} is mapped twice` });
      let database: GuardedDatabase | null = null;
      const open = (): GuardedDatabase => {
        if (database) return database;
        const onChange = (breaker: BreakerState): void => log?.warn({ source: id, breaker }, 'breaker of a source');
        database = new GuardedDatabase(id, openLegacyDatabase(id, urlFor(id)), PROCESS_CLOCK, onChange);
        databases.set(id, database);
        return database;
      };
      accesses.set(id, { mapping, database: open, onStatement, log });
    } catch (error) {
      if (!(error instanceof MappingError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new MappingError(problems);
  mistakes.push(...checkRefsBetween([...accesses.values()].map(({ mapping }) => mapping)));
  const mappings = [...accesses.values()].map(({ mapping }) => mapping);
  const readersFor = ({
    sources,
    today,
    nowMs = Date.now(),
    deadlineMs,
    bulk,
    onRead,
  }: ReadScope): ReadonlyMap<string, SourceReader> => {
    const limits = { today, nowMs, deadlineAt: performance.now() + deadlineMs, bulk, onRead };
    const read = [...accesses].filter(([id]) => sources?.includes(id) ?? true);
    return new Map(read.map(([id, access]) => [id, new SourceReader(access, limits)]));
  };
  const hashes = new Map(mappings.map(({ source, hash }) => [source.id, hash]));
  return {
    sources: mappings.map(({ source: { id, timezone, currency } }) => ({ id, timezone, currency })),
    reader: (scope) => new MappedReader(readersFor(scope), hashes),
    changes: (scope) => new ChangeScan(readersFor(scope)),
    matchRules: (party) => matchRulesOf(mappings, party),
    async check() {
      const checks = [...accesses.values()].map((access) => checkSource(access.mapping, access.database()));
      return [...mistakes, ...(await Promise.all(checks)).flat()];
    },
    poolUse: () =>
      [...databases].flatMap(([source, database]) => {
        const use = database.connectionUse();
        return use ? { source, breaker: database.state, ...use } : [];
      }),
    async close() {
      const open = [...databases.values()];
      databases.clear();
      await Promise.all(open.map((database) => database.close()));
    },
  };
}
