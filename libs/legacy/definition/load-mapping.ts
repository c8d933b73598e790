import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ROW_TYPES, type RowType } from '../canonical/row-types';
import type { Mapping, RowSet } from './mapping';
import { mappingFile, rowSetDefinition } from './mapping-schema';
import { nearHint } from './near-names';
import { RowSetReader } from './row-set-reader';
import { YamlFile } from './yaml-file';

const isRowType = (name: string): name is RowType => name in ROW_TYPES;

/** Reads a mapping file. @throws MappingError with file and line of everything that is wrong in it */
export async function loadMapping(path: string): Promise<Mapping> {
  return parseMapping(path, await readFile(path, 'utf8'));
}

export function parseMapping(path: string, text: string): Mapping {
  const file = new YamlFile(path, text);
  const content = file.read(mappingFile, file.content, []);
  file.throwIfBroken();
  if (!content) throw new Error(`${path} is empty`);
  const { id, timezone, currency, params = {}, nullDates = [] } = content.source;
  const rows = new Map<RowType, RowSet>();
  for (const [name, value] of Object.entries(content.rows)) {
    const at = ['rows', name];
    if (!isRowType(name)) {
      const labelled = name.includes('/') ? '; several row sets of one type in one source are not supported' : '';
      file.report(at, `there is no row type ${name}${nearHint(name, Object.keys(ROW_TYPES))}${labelled}`);
      continue;
    }
    const definition = file.read(rowSetDefinition, value, at);
    if (!definition) continue;
    const reader = new RowSetReader(file, { id, timezone, currency, params, nullDates, codes: content.codes ?? {} }, name);
    const rowSet = reader.read(definition);
    if (rowSet) rows.set(name, rowSet);
  }
  file.throwIfBroken();
  return {
    file: path,
    hash: createHash('sha256').update(text).digest('hex').slice(0, 12),
    source: { id, timezone, currency, params },
    rows,
  };
}
