import type { FieldKind } from '../canonical/field';
import { isNumeric } from '../canonical/compare-values';
import type { UnionTexts } from '../compile/union-texts';
import { ONE_TABLE } from '../compile/union-texts';
import type { Expression } from '../expression/ast';
import { columnsOf } from '../expression/walk-expression';
import { columnsBehind } from '../mapping/branch-columns';
import type { RowSet } from '../mapping/mapping';
import type { LegacyDatabase, StatementLimits } from '../source/legacy-database';
import type { StoredColumn } from './stored-columns';
import { placeIn, TextColumns } from './text-columns';

/**
 * What a list is ordered by, in one way wherever it is ordered and compared: the tables of a union may keep it in other types or
 * collations, and an enum is ordered by its list and compared by its text. Pages that go on in another order lose rows.
 */
export async function inOneOrder(
  database: LegacyDatabase,
  rowSet: RowSet,
  sort: Expression | null,
  kind: FieldKind,
  limits: StatementLimits,
): Promise<Expression | null> {
  // Numbers are compared as numbers already, and instants of one table are never in an enum.
  if (sort === null || (rowSet.branches.length < 2 && kind !== 'text')) return sort;
  const stored = await storedIn(database, rowSet, innermost(sort), limits);
  if (isOneOrder(stored)) return sort;
  const asNumber = isNumeric(kind) || (kind !== 'text' && isNumberSomewhere(stored));
  return { kind: 'call', name: asNumber ? 'decimal' : 'collated', args: [innermost(sort)] };
}

/** Key columns that the tables of a union do not order alike, each with what it is where. Their rows cannot be read in pages. */
export async function keysInSeveralOrders(
  database: LegacyDatabase,
  rowSet: RowSet,
  limits: StatementLimits,
): Promise<readonly string[]> {
  if (rowSet.branches.length < 2) return [];
  const texts = TextColumns.of(database);
  const found: string[] = [];
  for (const name of rowSet.key) {
    const places = rowSet.branches.flatMap(
      (branch) => placeIn(rowSet, branch, { kind: 'column', alias: rowSet.alias, name }) ?? [],
    );
    const stored = await Promise.all(places.map((place) => texts.column(place, limits)));
    const known = stored.filter((column) => column !== undefined);
    if (known.length < 2 || isOneOrder(known)) continue;
    found.push(places.map(({ table, column }, index) => `${table}.${column} (${described(stored[index])})`).join(', '));
  }
  return found;
}

/** What is wrong with such a key, and what to do. */
export function severalOrders(key: string): string {
  const advice =
    'make it one row set for each table (Type/label), or read the other one through a database view in which the key is the same';
  return `the tables keep it in other types or collations, so pages would lose rows: ${key}; ${advice}`;
}

/** Which texts of a union are in several collations. */
export async function unionTextsOf(database: LegacyDatabase, rowSet: RowSet, limits: StatementLimits): Promise<UnionTexts> {
  if (rowSet.branches.length < 2 || database.dialect === 'sqlite') return ONE_TABLE;
  const known = unions.get(rowSet)?.get(database);
  if (known) return known;
  const names = [...rowSet.tables, ...[...rowSet.links.values()].map(({ table }) => table)];
  const texts = TextColumns.of(database);
  const tables = new Map<string, ReadonlyMap<string, StoredColumn>>();
  for (const name of new Set(names)) tables.set(name, await texts.columnsOf(name, limits));
  const found: UnionTexts = { collationsOf: (expression) => collationsIn(rowSet, tables, expression) };
  unions.set(rowSet, (unions.get(rowSet) ?? new WeakMap<LegacyDatabase, UnionTexts>()).set(database, found));
  return found;
}

const unions = new WeakMap<RowSet, WeakMap<LegacyDatabase, UnionTexts>>();

function collationsIn(
  rowSet: RowSet,
  tables: ReadonlyMap<string, ReadonlyMap<string, StoredColumn>>,
  expression: Expression,
): ReadonlySet<string> {
  const collations = new Set<string>();
  for (const branch of rowSet.branches) {
    for (const { alias, name } of columnsOf(expression).flatMap((column) => columnsBehind(branch, column))) {
      const link = rowSet.links.get(alias ?? rowSet.alias);
      const column = tables.get(link?.table ?? branch.table)?.get(name.toLowerCase());
      if (column?.collation) collations.add(column.collation);
    }
  }
  return collations;
}

/** What a sort value is in each table; undefined where it is computed. */
function storedIn(
  database: LegacyDatabase,
  rowSet: RowSet,
  sort: Expression,
  limits: StatementLimits,
): Promise<readonly (StoredColumn | undefined)[]> {
  const texts = TextColumns.of(database);
  return Promise.all(
    rowSet.branches.map((branch) => {
      const place = sort.kind === 'column' ? placeIn(rowSet, branch, sort) : null;
      return place ? texts.column(place, limits) : Promise.resolve(undefined);
    }),
  );
}

function isOneOrder(stored: readonly (StoredColumn | undefined)[]): boolean {
  const [first] = stored;
  // One computed value is compared as it is ordered; two may be of any types.
  if (stored.length < 2 && first === undefined) return true;
  return stored.every(
    (column) => column && column.form !== 'listed' && column.form === first?.form && column.collation === first.collation,
  );
}

// A stored form that is a number in one table is digits in the others: no text of a day is.
function isNumberSomewhere(stored: readonly (StoredColumn | undefined)[]): boolean {
  return stored.some((column) => column?.form === 'exact') && stored.every((column) => column?.form !== 'time');
}

/** The sort value without the conversion that makes it a number. */
function innermost(sort: Expression): Expression {
  const [argument] = sort.kind === 'call' && sort.name === 'number' ? sort.args : [];
  return argument ?? sort;
}

const NAMES = { text: 'text', listed: 'enum', exact: 'number', float: 'float', time: 'date', other: 'other' } as const;

const described = (column: StoredColumn | undefined): string => column?.collation ?? (column ? NAMES[column.form] : 'computed');
