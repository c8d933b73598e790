import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { startGraph } from '../e2e/graph-under-test';
import type { Closing } from './closing';
import { compareFigures, type Compared } from './figures';
import { readGraphFigures } from './graph-figures';
import { figureBlocks, readSqlFigures, type Rows } from './sql-figures';

const proofFile = z.strictObject({
  title: z.string(),
  /** Folder of the files, below the folder of all data sets. */
  folder: z.string().optional(),
  files: z.array(z.string()).default([]),
  /** Name of the database; free when `createdByFiles` is false. */
  database: z.string(),
  createdByFiles: z.boolean().default(false),
  /** `source.id` of the mapping. */
  system: z.string(),
  businessDate: z.string(),
});

/** A database, its mapping and the figures it must give: a folder with proof.yaml, sources.yaml, a mapping and figures.sql. */
export type Proof = z.output<typeof proofFile> & { readonly directory: string };

/** @throws Error when the folder holds no proof */
export function readProof(directory: string): Proof {
  const file = join(directory, 'proof.yaml');
  if (!existsSync(file)) throw new Error(`There is no proof in ${directory}: it would have a proof.yaml`);
  return { ...proofFile.parse(parse(readFileSync(file, 'utf8'))), directory };
}

/** Starts the graph on a loaded database, reads every customer through HTTP, and compares with plain SQL on the same database. */
export async function compareWithSql(
  { directory, system, businessDate }: Proof,
  url: string,
  rows: Rows,
  closing: Closing,
): Promise<readonly Compared[]> {
  const starting = startGraph({ sourcesFile: join(directory, 'sources.yaml'), sourceUrls: { [system]: url }, businessDate });
  closing.add(async () => (await starting).stop());
  const graph = await starting;
  if (graph.problems.length > 0) throw new Error(`The mapping does not fit the database:\n${graph.problems.join('\n')}`);
  const blocks = figureBlocks(readFileSync(join(directory, 'figures.sql'), 'utf8'));
  const sqlCells = await readSqlFigures(blocks, rows);
  const fieldsOf = (section: string) => new Set(sqlCells.filter((cell) => cell.section === section).map(({ field }) => field));
  const asked = new Map(blocks.map(({ section }) => [section, [...fieldsOf(section)]]));
  const graphCells = await readGraphFigures(graph, system, asked);
  return compareFigures(graphCells, sqlCells);
}
