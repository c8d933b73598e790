import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readTables, SYSTEMS, type System } from '../ddl/table-definition';
import { generateInto, type GenerateOptions } from '../generate/generate';
import { GENERATOR_VERSION } from '../generate/output/manifest';
import { type Step, type StepTarget } from '../generate/output/step-target';
import { EmbeddedFile, generatorVersionOf } from './embedded-file';
import { type LoadedTable } from './loaded-table';

export interface LoadEmbeddedOptions extends GenerateOptions {
  /** Directory of the legacy database files; made when missing. */
  readonly directory: string;
}

const fileOf = (directory: string, system: System): string => join(directory, `${system}.db`);

/**
 * Whether the directory holds the demo: all of it by this version of the generator, by another version, or not (all of) it.
 */
export function demoDataIn(directory: string): 'CURRENT' | 'OTHER_VERSION' | 'MISSING' {
  const versions = SYSTEMS.map((system) => generatorVersionOf(fileOf(directory, system)));
  if (versions.includes(null)) return 'MISSING';
  return versions.every((version) => version === GENERATOR_VERSION) ? 'CURRENT' : 'OTHER_VERSION';
}

/** The four legacy database files; none takes its name before all are complete. */
class EmbeddedFiles implements StepTarget {
  private readonly files: ReadonlyMap<System, EmbeddedFile>;

  constructor(directory: string) {
    for (const system of SYSTEMS) {
      const path = fileOf(directory, system);
      if (existsSync(path) && generatorVersionOf(path) === null)
        throw new Error(`${path} is not a file of the demo; remove it or name another directory. Nothing was written`);
    }
    mkdirSync(directory, { recursive: true });
    this.files = new Map(SYSTEMS.map((system) => [system, new EmbeddedFile(fileOf(directory, system), readTables(system))]));
  }

  take({ data }: Step): void {
    for (const table of data.all()) if (table.rows.length > 0) this.files.get(table.system)?.add(table);
  }

  finish(): void {
    for (const file of this.files.values()) file.complete();
    for (const file of this.files.values()) file.publish();
  }

  abort(): void {
    for (const file of this.files.values()) file.abort();
  }

  tables(): readonly LoadedTable[] {
    return [...this.files].flatMap(([system, file]) => [...file.rowCounts()].map(([table, rows]) => ({ system, table, rows })));
  }
}

/** Generates the demo into embedded databases, and into `also` on the way; returns the rows per table. */
export function loadEmbedded(options: LoadEmbeddedOptions, also: readonly StepTarget[] = []): readonly LoadedTable[] {
  const files = new EmbeddedFiles(options.directory);
  generateInto(options, [files, ...also]);
  return files.tables();
}
