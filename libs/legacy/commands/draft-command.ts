import { draftMapping, CannotDraft } from '../draft/draft-mapping';
import { Probe } from '../introspection/probe';
import { openLegacyDatabase } from '../source/legacy-database';
import type { Arguments } from './arguments';
import type { CommandConfig } from './config';
import { urlFor } from './connected-source';
import type { Output } from './output';
import { UsageError } from './usage';

/** `source draft`: writes a proposed mapping. */
export async function runDraft(call: Arguments, config: CommandConfig, out: Output): Promise<number> {
  if (call.url === null && config.url === null) throw new UsageError('draft needs a database: give --url or set SOURCE_URL');
  const url = urlFor('draft', call, config);
  const database = databaseName(url);
  const id =
    call.id ??
    (database
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+|-+$/g, '') ||
      'mysource');
  if (!/^[a-z][a-z0-9-]*$/.test(id)) throw new UsageError(`--id is lower-case letters, digits and "-", not ${id}`);
  const opened = openLegacyDatabase(id, url);
  try {
    const isFile = url.startsWith('file:');
    const probe = new Probe(opened, call.timeoutMs);
    out.write(await draftMapping(probe, { id, database: isFile ? '' : database, tables: call.tables }));
    return 0;
  } catch (error) {
    if (error instanceof CannotDraft) throw new UsageError(error.message);
    throw error;
  } finally {
    await opened.close();
  }
}

function databaseName(url: string): string {
  const { pathname } = new URL(url);
  return decodeURIComponent(pathname.split('/').at(-1) ?? '').replace(/\.db$/, '');
}
