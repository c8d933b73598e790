import { createHash } from 'node:crypto';
import { AS_OF } from '../as-of';
import { type Generated, type GenerateOptions } from './generate';

export const GENERATOR_VERSION = '1';

export interface Manifest {
  readonly generator: string;
  readonly seed: number;
  readonly parties: number;
  readonly asOf: string;
  readonly files: Readonly<Record<string, { readonly rows: number; readonly sha256: string }>>;
}

function digest(rows: readonly unknown[]): { rows: number; sha256: string } {
  const hash = createHash('sha256');
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
  return { rows: rows.length, sha256: hash.digest('hex') };
}

/** What was generated: rows and hash of every table and of every ground-truth file. */
export function manifestOf(options: GenerateOptions, generated: Generated): Manifest {
  const files: Record<string, { rows: number; sha256: string }> = {};
  for (const table of generated.data.all()) files[`${table.system}.${table.definition.name}`] = digest(table.rows);
  for (const [name, rows] of Object.entries(generated.truth.files())) files[`ground-truth.${name}`] = digest(rows);
  return { generator: GENERATOR_VERSION, seed: options.seed, parties: options.parties, asOf: AS_OF, files };
}
