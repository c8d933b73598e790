import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cell } from './dataset';
import { type Generated, type GenerateOptions } from './generate';
import { manifestOf } from './manifest';

function tsvCell(cell: Cell): string {
  if (cell === null) return '\\N';
  return String(cell).replace(/[\\\t\n]/g, (character) => (character === '\t' ? '\\t' : character === '\n' ? '\\n' : '\\\\'));
}

/** Writes every legacy table as tab-separated text (`LOAD DATA` form) under `directory/<system>/`. */
export function writeTables(directory: string, generated: Generated): void {
  for (const table of generated.data.all()) {
    mkdirSync(join(directory, table.system), { recursive: true });
    const lines = table.rows.map((row) => `${row.map(tsvCell).join('\t')}\n`);
    writeFileSync(join(directory, table.system, `${table.definition.name}.tsv`), lines.join(''));
  }
}

/** Writes what is true behind the data, one JSON object per line, and the manifest of the run. */
export function writeGroundTruth(directory: string, options: GenerateOptions, generated: Generated): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, rows] of Object.entries(generated.truth.files())) {
    writeFileSync(join(directory, `${name}.ndjson`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  }
  writeFileSync(join(directory, 'manifest.json'), `${JSON.stringify(manifestOf(options, generated), null, 2)}\n`);
}
