import { AS_OF } from '../../as-of';
import { type TableDigest } from './table-files';
import { type FileDigest } from './text-file';

/** Raised whenever the same seed gives other rows than before. */
export const GENERATOR_VERSION = 2;

/** What was generated: rows and hash of every table file and of every ground-truth file. */
export interface Manifest {
  readonly generator: number;
  readonly seed: number;
  readonly parties: number;
  readonly asOf: string;
  readonly tables: Readonly<Record<string, TableDigest>>;
  readonly groundTruth: Readonly<Record<string, FileDigest>>;
}

export function manifestOf(
  { seed, parties }: { readonly seed: number; readonly parties: number },
  tables: Manifest['tables'],
  groundTruth: Manifest['groundTruth'],
): Manifest {
  return { generator: GENERATOR_VERSION, seed, parties, asOf: AS_OF, tables, groundTruth };
}
