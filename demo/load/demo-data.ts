import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { SYSTEMS, type System } from '../ddl/table-definition';
import { GENERATOR_VERSION } from '../generate/output/manifest';

/** Marks a database file as one of the demo, `CGRD`. */
export const APPLICATION_ID = 0x43475244;

/** The database file of a system of the demo. */
export const demoFile = (directory: string, system: System): string => join(directory, `${system}.db`);

/**
 * Whether the directory holds the demo: all of it by this version of the generator, by another version, or not (all of) it.
 */
export function demoDataIn(directory: string): 'CURRENT' | 'OTHER_VERSION' | 'MISSING' {
  const versions = SYSTEMS.map((system) => generatorVersionOf(demoFile(directory, system)));
  if (versions.includes(null)) return 'MISSING';
  return versions.every((version) => version === GENERATOR_VERSION) ? 'CURRENT' : 'OTHER_VERSION';
}

/** Version of the generator that wrote a database file; null when it is not a file of the demo. */
export function generatorVersionOf(path: string): number | null {
  if (!existsSync(path)) return null;
  const connection = new Database(path, { readonly: true });
  try {
    return pragma(connection, 'application_id') === APPLICATION_ID ? pragma(connection, 'user_version') : null;
  } catch {
    return null;
  } finally {
    connection.close();
  }
}

function pragma(connection: InstanceType<typeof Database>, name: string): number {
  const row: unknown = connection.prepare(`PRAGMA ${name}`).get();
  return typeof row === 'object' && row !== null && name in row ? Number(Object.values(row)[0]) : 0;
}
