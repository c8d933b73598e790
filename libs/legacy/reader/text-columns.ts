import { DomainError } from '#core/errors';
import type { DialectName } from '../expression/print-sql';
import type { Column } from '../expression/walk-expression';
import { isReplaced } from '../mapping/branch-columns';
import type { Branch, RowSet } from '../mapping/mapping';
import type { LegacyDatabase, StatementLimits } from '../source/legacy-database';
import { storedColumns, type StoredColumn } from './stored-columns';

/** A column of a table, by the names they have in the database. */
export interface Place {
  readonly table: string;
  readonly column: string;
}

// MariaDB names such collations so; all of MySQL's 9.0.0 family are without padding, and what compares bytes.
const WITHOUT_PADDING = /nopad|_0900_|^binary$/;

/** Where a column of a row set stands: in each table of a union, where it is one there. */
export function placesOf(rowSet: RowSet, alias: string, name: string): readonly Place[] {
  return rowSet.branches.flatMap((branch) => placeIn(rowSet, branch, { kind: 'column', alias, name }) ?? []);
}

/** Where a column stands in one table of a row set; null where it is computed there, or comes from a view of the mapping. */
export function placeIn(rowSet: RowSet, branch: Branch, { alias, name }: Column): Place | null {
  const link = rowSet.links.get(alias ?? rowSet.alias);
  if (link) return { table: link.table, column: name };
  if (branch.view) return null;
  const here = branch.columns.get(name);
  if (!here) return { table: branch.table, column: name };
  if (here.kind !== 'column') return null;
  // A rename speaks of stored columns; a replaced part speaks of the columns of the row set.
  return isReplaced(name) ? placeIn(rowSet, branch, here) : { table: branch.table, column: here.name };
}

const opened = new WeakMap<LegacyDatabase, TextColumns>();

/** What a database does with the texts of its columns; each table is looked at once. */
export class TextColumns {
  private readonly tables = new Map<string, Promise<ReadonlyMap<string, StoredColumn>>>();
  private readonly padded = new Map<string, Promise<boolean>>();

  private constructor(private readonly database: LegacyDatabase) {}

  static of(database: LegacyDatabase): TextColumns {
    const before = opened.get(database);
    if (before) return before;
    const columns = new TextColumns(database);
    opened.set(database, columns);
    return columns;
  }

  /** Some value ends with a blank, and the database does not take it for the same value without. */
  comparesTrailingBlanks(place: Place, limits: StatementLimits): Promise<boolean> {
    return once(this.padded, JSON.stringify([place.table, place.column]), () => this.lookForBlanks(place, limits));
  }

  /** The character set of a column, where it has not all characters. */
  async narrowCharset(place: Place, limits: StatementLimits): Promise<string | null> {
    const charset = (await this.column(place, limits))?.charset ?? null;
    return charset === null || charset === 'utf8mb4' || !/^\w+$/.test(charset) ? null : charset;
  }

  /** The columns of a table by their names in lower case. */
  columnsOf(table: string, limits: StatementLimits): Promise<ReadonlyMap<string, StoredColumn>> {
    return once(this.tables, table, () => storedColumns(this.database, table, limits));
  }

  /** Undefined for a column that the table does not have. */
  async column({ table, column }: Place, limits: StatementLimits): Promise<StoredColumn | undefined> {
    return (await this.columnsOf(table, limits)).get(column.toLowerCase());
  }

  /**
   * A table too big to look through in half of the time of a read is taken for one without: rather miss a padded row than answer none.
   */
  private async lookForBlanks(place: Place, limits: StatementLimits): Promise<boolean> {
    const { dialect } = this.database;
    if (dialect === 'mysql') {
      const found = await this.column(place, limits);
      if (!found?.collation || found.isFixed || !WITHOUT_PADDING.test(found.collation)) return false;
    }
    const name = quoted(dialect, place.column);
    const ends = dialect === 'mysql' ? `${name} like '% '` : `substr(${name}, -1) = ' '`;
    const sql = `select 1 from ${quoted(dialect, place.table)} where ${ends} limit 1`;
    try {
      return (await this.database.query(sql, [], { ...limits, timeoutMs: limits.timeoutMs / 2 })).length > 0;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'SOURCE_TIMEOUT' && limits.timeoutMs > 0) return false;
      throw error;
    }
  }
}

function once<V>(known: Map<string, Promise<V>>, name: string, look: () => Promise<V>): Promise<V> {
  const before = known.get(name);
  if (before) return before;
  const found = look();
  known.set(name, found);
  found.catch(() => known.delete(name));
  return found;
}

function quoted(dialect: DialectName, name: string): string {
  return dialect === 'mysql' ? `\`${name.replaceAll('`', '``')}\`` : `"${name.replaceAll('"', '""')}"`;
}
