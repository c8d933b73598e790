import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ROW_TYPES, type RowType } from '../canonical/row-types';
import { isRowType } from './build-field';
import { buildRowSet } from './build-row-set';
import type { Mapping, RowSet, SourceHeader } from './mapping';
import { MappingError } from './mapping-error';
import { mappingFile } from './mapping-schema';
import { nearHint } from './near-names';
import { YamlFile } from './yaml-file';

/** Loads a mapping file. @throws MappingError with everything that is wrong in it */
export async function loadMapping(file: string): Promise<Mapping> {
  return readMapping(file, await readText(file));
}

/** The mapping a text means; `file` names it in messages. @throws MappingError */
export function readMapping(file: string, text: string): Mapping {
  const yaml = new YamlFile(file, text);
  const content = yaml.read(mappingFile, yaml.content, []);
  if (!content) {
    yaml.throwIfBroken();
    throw new MappingError([{ file, line: 1, message: 'is not a mapping' }]);
  }
  const source: SourceHeader = {
    id: content.source.id,
    timezone: content.source.timezone,
    currency: content.source.currency,
    nullDates: content.source.nullDates ?? [],
    params: new Map(Object.entries(content.source.params ?? {})),
  };
  const rows = new Map<RowType, RowSet>();
  for (const [name, value] of Object.entries(content.rows)) {
    const path = ['rows', name];
    if (name.includes('/'))
      yaml.report(path, `${name}: several row sets of one type in one source are not supported; use a union`);
    else if (!isRowType(name)) yaml.report(path, `unknown row type ${name}${nearHint(name, Object.keys(ROW_TYPES))}`);
    else {
      const rowSet = buildRowSet({ yaml, source, codes: content.codes ?? {}, type: name }, value, path);
      if (rowSet) rows.set(name, rowSet);
    }
  }
  yaml.throwIfBroken();
  return { file, source, rows, hash: createHash('sha256').update(text).digest('base64url').slice(0, 12) };
}

/** Text of a file that people write; a file that cannot be read is a problem like any other. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const message = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    throw new MappingError([{ file, line: 1, message }]);
  }
}
