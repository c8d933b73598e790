import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { urlVariable } from '#runtime/url-variable';
import { Probe } from '../introspection/probe';
import { loadMapping } from '../mapping/load-mapping';
import type { Mapping } from '../mapping/mapping';
import { SourceReader } from '../reader/source-reader';
import { openLegacyDatabase, type LegacyDatabase } from '../source/legacy-database';
import { loadSourcesFile } from '../source/sources-file';
import type { Arguments } from './arguments';
import type { CommandConfig } from './config';
import { UsageError } from './usage';

/** A mapping with its database, and readers of every source its references may lead to. */
export interface ConnectedSource {
  readonly mapping: Mapping;
  readonly database: LegacyDatabase;
  readonly probe: Probe;
  readonly today: string;
  readonly readers: ReadonlyMap<string, SourceReader>;
}

// References are looked up in many statements, each with the limit of one.
const READS = 1000;

/**
 * Opens what a command works on: one mapping file, one source of the sources file by its id, or all of them. `work` gets them one
 * after the other; everything is closed afterwards.
 */
export async function withSources<T>(
  call: Arguments,
  config: CommandConfig,
  name: string | null,
  work: (source: ConnectedSource) => Promise<T>,
  concerns: (mapping: Mapping) => boolean = () => true,
): Promise<readonly T[]> {
  const sourcesFile = call.sources === null ? config.sourcesFile : resolve(call.sources);
  const file = name !== null && /\.ya?ml$/.test(name) ? resolve(name) : null;
  const own = file === null ? null : await loadMapping(file);
  const others = own !== null && call.sources === null ? [] : await mappingsOf(sourcesFile);
  const known = new Map([...others, ...(own ? [own] : [])].map((mapping) => [mapping.source.id, mapping]));
  const chosen = own ? [own] : [...known.values()].filter(({ source }) => name === null || source.id === name);
  const concerned = chosen.filter(concerns);
  if (chosen.length === 0)
    throw new UsageError(`${sourcesFile} has no source ${name ?? ''}; it has ${[...known.keys()].join(', ')}`);
  if (concerned.length > 1 && (call.url ?? config.url) !== null)
    throw new UsageError('--url belongs to one source: name its mapping or id');
  const databases = new Map<string, LegacyDatabase>();
  try {
    for (const [id] of known) {
      const url =
        concerned.length === 1 && concerned[0]?.source.id === id ? urlFor(id, call, config) : checkedUrl(config.urlOf(id));
      if (isThere(url)) databases.set(id, openLegacyDatabase(id, url));
    }
    const done: T[] = [];
    for (const mapping of concerned) done.push(await work(connect(mapping, known, databases, call, config)));
    return done;
  } finally {
    await Promise.all([...databases.values()].map((database) => database.close()));
  }
}

/** The URL a call gives, or the environment. @throws UsageError when it is none */
export function urlFor(id: string, call: Arguments, config: CommandConfig): string {
  return checkedUrl(call.url ?? config.url ?? config.urlOf(id));
}

function checkedUrl(url: string): string {
  if (!/^(file:\/|mysql:\/\/.)/.test(url))
    throw new UsageError('The URL must be mysql://user:password@host:3306/database or file:/path.db');
  return url;
}

function connect(
  mapping: Mapping,
  known: ReadonlyMap<string, Mapping>,
  databases: ReadonlyMap<string, LegacyDatabase>,
  call: Arguments,
  config: CommandConfig,
): ConnectedSource {
  const { id, timezone } = mapping.source;
  const database = databases.get(id);
  if (!database) {
    throw new UsageError(`Source ${id} has no database: give --url, or set SOURCE_URL or ${urlVariable('SOURCE', id)}`);
  }
  const today = call.today ?? config.businessDate ?? new Intl.DateTimeFormat('sv', { timeZone: timezone }).format(new Date());
  const limits = { today, nowMs: Date.now(), deadlineAt: performance.now() + call.timeoutMs * READS };
  const readers = [...known.values()].flatMap((other) => {
    const opened = databases.get(other.source.id);
    return opened ? [[other.source.id, new SourceReader({ mapping: other, database: () => opened }, limits)] as const] : [];
  });
  return { mapping, database, probe: new Probe(database, call.timeoutMs), today, readers: new Map(readers) };
}

async function mappingsOf(sourcesFile: string): Promise<readonly Mapping[]> {
  const bindings = await loadSourcesFile(sourcesFile);
  return Promise.all(bindings.map(({ mapping }) => loadMapping(mapping)));
}

function isThere(url: string): boolean {
  return !url.startsWith('file:') || existsSync(fileURLToPath(url));
}
