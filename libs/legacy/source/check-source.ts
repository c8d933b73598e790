import { DomainError } from '#core/errors';
import { missingNames } from '../check/missing-names';
import { rowSetsOf } from '../check/row-set-context';
import type { Mapping, RowSet } from '../mapping/mapping';
import type { MappingProblem } from '../mapping/mapping-error';
import { compiledReads } from '../reader/compiled-reads';
import { keysInSeveralOrders, severalOrders, unionTextsOf } from '../reader/one-order';
import type { LegacyDatabase, StatementLimits } from './legacy-database';

const TIMEOUT_MS = 5000;

/**
 * What a mapping says and its database does not have: unknown tables and columns, row sets that cannot be read. Cheap enough for
 * every start; the whole check is the command `source check`.
 */
export async function checkSource(mapping: Mapping, database: LegacyDatabase): Promise<readonly MappingProblem[]> {
  const problems: MappingProblem[] = [];
  const columns = new Map<string, readonly string[] | null>();
  for (const { label, rowSet } of rowSetsOf(mapping)) {
    const limits = { rowType: label, timeoutMs: TIMEOUT_MS };
    try {
      const names = [...rowSet.tables, ...[...rowSet.links.values()].map(({ table }) => table)];
      for (const table of names) if (!columns.has(table)) columns.set(table, await database.columnsOf(table, limits));
      const known = { columnsOf: (table: string) => columns.get(table) ?? null, tables: [] };
      const missing = missingNames(label, rowSet, known).map(({ where, line, message }) => ({
        file: mapping.file,
        line,
        message: `${where}: ${message}`,
      }));
      problems.push(...(missing.length > 0 ? missing : await tryRead(mapping, label, rowSet, database, limits)));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return [...problems, { file: mapping.file, line: 1, message: `${error.message}; its mapping is not checked` }];
    }
  }
  return problems;
}

async function tryRead(
  mapping: Mapping,
  label: string,
  rowSet: RowSet,
  database: LegacyDatabase,
  limits: StatementLimits,
): Promise<readonly MappingProblem[]> {
  const [key] = await keysInSeveralOrders(database, rowSet, limits);
  if (key !== undefined) return [{ file: mapping.file, line: rowSet.line, message: `${label}.key: ${severalOrders(key)}` }];
  const fields = [...rowSet.fields.keys(), ...rowSet.derived.keys()];
  const query = { asked: null, where: [], sort: null, descending: false, after: null, limit: 1 };
  const texts = await unionTextsOf(database, rowSet, limits);
  const { sql, params } = compiledReads(mapping, rowSet, database.dialect, texts).page(query, fields);
  try {
    await database.query(sql, params, limits);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError) || error.details.rowType === undefined) throw error;
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    return [{ file: mapping.file, line: rowSet.line, message: `${label} cannot be read: ${cause}` }];
  }
}
