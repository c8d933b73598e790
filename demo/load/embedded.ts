import { existsSync, mkdirSync } from 'node:fs';
import { readTables, SYSTEMS, type System } from '../ddl/table-definition';
import { generateInto, type GenerateOptions } from '../generate/generate';
import { type Step, type StepTarget } from '../generate/output/step-target';
import { demoFile, generatorVersionOf } from './demo-data';
import { EmbeddedFile } from './embedded-file';
import { type LoadedTable } from './loaded-table';

export interface LoadEmbeddedOptions extends GenerateOptions {
  /** Directory of the legacy database files; made when missing. */
  readonly directory: string;
}

/** The four legacy database files; none takes its name before all are complete. */
class EmbeddedFiles implements StepTarget {
  private readonly files: ReadonlyMap<System, EmbeddedFile>;

  constructor(directory: string) {
    for (const system of SYSTEMS) {
      const path = demoFile(directory, system);
      if (existsSync(path) && generatorVersionOf(path) === null)
        throw new Error(`${path} is not a file of the demo; remove it or name another directory. Nothing was written`);
    }
    mkdirSync(directory, { recursive: true });
    this.files = new Map(SYSTEMS.map((system) => [system, new EmbeddedFile(demoFile(directory, system), readTables(system))]));
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
