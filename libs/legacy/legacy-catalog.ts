import { loadMapping } from './definition/load-mapping';
import { LegacyDatabase, type OnStatement } from './database/legacy-database';
import { mappingsOf } from './database/sources-file';
import type { LegacyReader, ReadScope } from './legacy-reader';
import { CatalogReader } from './query/catalog-reader';
import { MappedSource } from './query/mapped-source';

export interface CatalogOptions {
  readonly sourcesFile: string;
  readonly subgraph: string;
  /** Connection URL of a source: `file:/path` or `mysql://user:password@host/database`. */
  readonly urlFor: (sourceId: string) => string;
  readonly onStatement?: OnStatement | undefined;
}

/** The legacy sources of one subgraph. */
export interface LegacyCatalog {
  reader(scope: ReadScope): LegacyReader;
  /** Reads one row of every row set with all fields: what a mapping gets wrong, in words. */
  check(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const CHECK_DEADLINE_MS = 5000;

/** Loads the mappings bound to a subgraph. Connects at first use. @throws MappingError */
export async function openCatalog({ sourcesFile, subgraph, urlFor, onStatement }: CatalogOptions): Promise<LegacyCatalog> {
  const files = await mappingsOf(sourcesFile, subgraph);
  const mappings = await Promise.all(files.map(loadMapping));
  const sources = new Map(
    mappings.map((mapping) => {
      const { id } = mapping.source;
      return [id, new MappedSource(mapping, new LegacyDatabase(id, urlFor(id), onStatement))];
    }),
  );
  return {
    reader: (scope) => new CatalogReader(sources, scope),
    async check() {
      const problems: string[] = [];
      for (const source of sources.values()) problems.push(...(await source.check(CHECK_DEADLINE_MS)));
      return problems;
    },
    close: async () => {
      await Promise.all([...sources.values()].map(({ database }) => database.close()));
    },
  };
}
