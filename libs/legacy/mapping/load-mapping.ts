import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ROW_TYPES, type RowType } from '../canonical/row-types';
import { isRowType } from './build-field';
import { buildRowSet } from './build-row-set';
import { checkRowSets } from './check-row-sets';
import type { BrokenRows, Mapping, RowSet, SourceHeader } from './mapping';
import { MappingError, type MappingProblem } from './mapping-error';
import { mappingFile } from './mapping-schema';
import { nearHint } from './near-names';
import { YamlFile } from './yaml-file';

/** A mapping whose broken row types are left out, and what is wrong with them. */
export interface UsableMapping {
  readonly mapping: Mapping;
  readonly problems: readonly MappingProblem[];
}

/** Loads a mapping file. @throws MappingError with everything that is wrong in it */
export async function loadMapping(file: string): Promise<Mapping> {
  return strict(readUsable(await openYaml(file)));
}

/** Loads what is right in a mapping file: a mistake costs its row type. @throws MappingError when the file or its source is unusable */
export async function loadUsable(file: string): Promise<UsableMapping> {
  return readUsable(await openYaml(file));
}

/** The mapping a text means; `file` names it in messages. @throws MappingError */
export function readMapping(file: string, text: string): Mapping {
  return strict(readUsable(new YamlFile(file, text)));
}

function strict({ mapping, problems }: UsableMapping): Mapping {
  if (problems.length > 0) throw new MappingError(problems);
  return mapping;
}

const MOST_OVERLAYS = 5;

/** The file, laid over the one it extends. */
async function openYaml(file: string, depth = 0): Promise<YamlFile> {
  const text = await readText(file);
  const alone = new YamlFile(file, text);
  const base = extendedBy(alone.content);
  if (base === null) return alone;
  if (depth === MOST_OVERLAYS)
    throw new MappingError([{ file, line: alone.lineOf(['extends']), message: 'extends in a circle' }]);
  try {
    return new YamlFile(file, text, await openYaml(resolve(dirname(file), base), depth + 1));
  } catch (error) {
    if (!(error instanceof MappingError) || depth > 0) throw error;
    const line = alone.lineOf(['extends']);
    throw new MappingError([{ file, line, message: `extends ${base}, which cannot be used` }, ...error.problems]);
  }
}

function extendedBy(content: unknown): string | null {
  if (typeof content !== 'object' || content === null || !('extends' in content)) return null;
  return typeof content.extends === 'string' && content.extends !== '' ? content.extends : null;
}

function readUsable(yaml: YamlFile): UsableMapping {
  const { file } = yaml;
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
    windowFunctions: content.source.windowFunctions !== 'false',
    params: new Map(Object.entries(content.source.params ?? {})),
  };
  const sets = new Map<RowType, RowSet[]>();
  const problemsOf = new Map<RowType, MappingProblem[]>();
  const costs = (type: RowType, problems: readonly MappingProblem[]): void => {
    if (problems.length > 0) problemsOf.set(type, [...(problemsOf.get(type) ?? []), ...problems]);
  };
  for (const [name, value] of Object.entries(content.rows)) {
    const path = ['rows', name];
    const [, type = '', label] = /^([^/]*)(?:\/(.*))?$/s.exec(name) ?? [];
    if (!isRowType(type)) yaml.report(path, `unknown row type ${type}${nearHint(type, Object.keys(ROW_TYPES))}`);
    else if (label !== undefined && !LABEL.test(label)) {
      costs(
        type,
        yaml.problemsOf(() => yaml.report(path, `${name}: after "/" stands a label of letters, digits, "-" and "_"`)),
      );
    } else {
      const read = () => buildRowSet({ yaml, source, codes: content.codes ?? {}, type, label: label ?? null }, value, path);
      costs(
        type,
        yaml.problemsOf(() => {
          const rowSet = read();
          if (rowSet) sets.set(type, [...(sets.get(type) ?? []), rowSet]);
        }),
      );
    }
  }
  for (const type of sets.keys()) costs(type, checkRowSets(type, sets, source.id));
  const broken = new Map([...problemsOf].map(([type, problems]) => [type, brokenRows(sets.get(type) ?? [], problems)]));
  const rows = new Map([...sets].filter(([type]) => !broken.has(type)));
  const problems = [...yaml.problems, ...[...problemsOf.values()].flat()].sort((a, b) => a.line - b.line);
  return { mapping: { file, source, rows, broken, hash: yaml.hash }, problems };
}

const LABEL = /^[\p{L}\p{N}_-]+$/u;

function brokenRows(sets: readonly RowSet[], problems: readonly MappingProblem[]): BrokenRows {
  return {
    problems: problems.map(({ file, line, message }) => `${file}:${line} ${message}`),
    systemsOf(ref) {
      const fields = sets.map(({ fields: mapped }) => mapped.get(ref));
      const known = fields.flatMap((field) => (field?.kind === 'ref' ? [field.targets.map(({ system }) => system)] : []));
      return known.length > 0 && known.length === fields.length ? new Set(known.flat()) : null;
    },
  };
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
