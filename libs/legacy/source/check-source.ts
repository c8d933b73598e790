import { DomainError } from '#core/errors';
import type { Expression } from '../expression/ast';
import { columnsOf } from '../expression/walk-expression';
import type { Mapping, RowSet } from '../mapping/mapping';
import type { MappingProblem } from '../mapping/mapping-error';
import { nearHint } from '../mapping/near-names';
import { compiledReads } from '../reader/compiled-reads';
import type { LegacyDatabase, StatementLimits } from './legacy-database';

const TIMEOUT_MS = 5000;

/** What a mapping says and its database does not have: unknown tables and columns, row sets that cannot be read. */
export async function checkSource(mapping: Mapping, database: LegacyDatabase): Promise<readonly MappingProblem[]> {
  const problems: MappingProblem[] = [];
  const columns = new Map<string, readonly string[] | null>();
  for (const rowSet of mapping.rows.values()) {
    const limits = { rowType: rowSet.type, timeoutMs: TIMEOUT_MS };
    try {
      const names = [...rowSet.tables, ...[...rowSet.links.values()].map(({ table }) => table)];
      for (const table of names) if (!columns.has(table)) columns.set(table, await database.columnsOf(table, limits));
      const missing = missingNames(rowSet, columns).map(({ line, message }) => ({ file: mapping.file, line, message }));
      problems.push(...(missing.length > 0 ? missing : await tryRead(mapping, rowSet, database, limits)));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return [...problems, { file: mapping.file, line: 1, message: `${error.message}; its mapping is not checked` }];
    }
  }
  return problems;
}

type Columns = ReadonlyMap<string, readonly string[] | null>;

function missingNames(rowSet: RowSet, columns: Columns): readonly Omit<MappingProblem, 'file'>[] {
  const { type, line } = rowSet;
  const tables = new Map<string, readonly string[]>([[rowSet.alias, rowSet.tables]]);
  for (const link of rowSet.links.values()) tables.set(link.alias, [link.table]);
  const unknown = [...rowSet.tables.map((table) => ({ table, line })), ...rowSet.links.values()].filter(
    ({ table }) => columns.get(table) === null,
  );
  if (unknown.length > 0) return unknown.map((each) => ({ line: each.line, message: `${type}: no table ${each.table}` }));
  return placesOf(rowSet).flatMap(({ where, line: at, expressions }) =>
    expressions.flatMap(columnsOf).flatMap(({ alias, name }) =>
      (tables.get(alias ?? '') ?? []).flatMap((table) => {
        const known = columns.get(table) ?? [];
        const has = known.some((each) => each.toLowerCase() === name.toLowerCase());
        return has ? [] : [{ line: at, message: `${where}: no column ${table}.${name}${nearHint(name, known)}` }];
      }),
    ),
  );
}

interface Place {
  readonly where: string;
  readonly line: number;
  readonly expressions: readonly Expression[];
}

function placesOf({ type, line, alias, key, where, links, fields, derived, changes }: RowSet): readonly Place[] {
  const column = (name: string): Expression => ({ kind: 'column', alias, name });
  const present = (...expressions: readonly (Expression | null)[]) => expressions.filter((each) => each !== null);
  return [
    { where: `${type}.key`, line, expressions: key.map(column) },
    { where: `${type}.where`, line, expressions: present(where) },
    ...[...links.values()].map((link) => ({
      where: `${type}.with.${link.alias}`,
      line: link.line,
      expressions: [
        ...present(link.on, link.where),
        ...link.order.map(({ by }) => by),
        ...link.key.map((name): Expression => ({ kind: 'column', alias: link.alias, name })),
      ],
    })),
    ...[...fields.values()].map((field) => ({
      where: `${type}.${field.name}`,
      line: field.line,
      expressions: field.kind === 'constant' ? [] : [...field.from, ...present(field.kind === 'stored' ? field.currency : null)],
    })),
    ...[...derived.values()].map((field) => ({
      where: `${type}.${field.name}`,
      line: field.line,
      expressions: [...field.narrow.values()],
    })),
    { where: `${type}.changes`, line, expressions: changes ? [changes.by, ...changes.also.map(({ by }) => by)] : [] },
  ];
}

async function tryRead(
  mapping: Mapping,
  rowSet: RowSet,
  database: LegacyDatabase,
  limits: StatementLimits,
): Promise<readonly MappingProblem[]> {
  const fields = [...rowSet.fields.keys(), ...rowSet.derived.keys()];
  const query = { asked: null, where: [], sort: null, descending: false, after: null, limit: 1 };
  const { sql, params } = compiledReads(mapping, rowSet, database.dialect).page(query, fields);
  try {
    await database.query(sql, params, limits);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError) || error.details.rowType === undefined) throw error;
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    return [{ file: mapping.file, line: rowSet.line, message: `${rowSet.type} cannot be read: ${cause}` }];
  }
}
