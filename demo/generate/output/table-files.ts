import { join } from 'node:path';
import { SYSTEMS } from '../../ddl/table-definition';
import { type Cell, Dataset } from '../dataset';
import { type Step, type StepTarget } from './step-target';
import { type FileDigest, TextFile } from './text-file';
import { WrittenDirectory } from './written-directory';

const SPECIAL = /[\\\t\n]/;

function tsvCell(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'number' || !SPECIAL.test(cell)) return String(cell);
  return cell.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
}

function tsvLine(row: readonly Cell[]): string {
  return `${row.map(tsvCell).join('\t')}\n`;
}

export interface TableDigest extends FileDigest {
  /** How many of the rows, the last ones, total over all parties. */
  readonly closing: number;
}

/**
 * The legacy tables as tab-separated text (`LOAD DATA` form), `<directory>/<system>/<table>.tsv`; without a directory they
 * are digested only.
 */
export class TableFiles implements StepTarget {
  readonly digests: Record<string, TableDigest> = {};
  private readonly directory: WrittenDirectory | null;
  private readonly files = new Map<string, TextFile>();
  private readonly closing = new Map<string, number>();

  constructor(directory: string | null) {
    this.directory = directory === null ? null : new WrittenDirectory(directory, SYSTEMS);
    for (const { system, definition } of new Dataset().all()) {
      const folder = this.directory?.subdirectory(system);
      this.files.set(
        `${system}.${definition.name}`,
        new TextFile(folder === undefined ? null : join(folder, `${definition.name}.tsv`)),
      );
    }
  }

  take({ data, closing }: Step): void {
    for (const { system, definition, rows } of data.all()) {
      if (rows.length === 0) continue;
      const name = `${system}.${definition.name}`;
      const file = this.files.get(name);
      for (const row of rows) file?.append(tsvLine(row));
      if (closing) this.closing.set(name, rows.length);
    }
  }

  finish(): void {
    for (const [name, file] of this.files) this.digests[name] = { ...file.finish(), closing: this.closing.get(name) ?? 0 };
    this.directory?.finish();
  }

  abort(): void {
    for (const file of this.files.values()) file.close();
    this.directory?.abort();
  }
}
