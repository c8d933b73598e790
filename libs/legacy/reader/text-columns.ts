import { DomainError } from '#core/errors';
import type { DialectName } from '../expression/print-sql';
import type { RowSet } from '../mapping/mapping';
import type { LegacyDatabase, StatementLimits } from '../source/legacy-database';

/** A column of a table, by the names they have in the database. */
export interface Place {
  readonly table: string;
  readonly column: string;
}

interface ColumnText {
  readonly charset: string;
  readonly collation: string;
  readonly isFixed: boolean;
}

// MariaDB names such collations so; all of MySQL's 9.0.0 family are without padding, and what compares bytes.
const WITHOUT_PADDING = /nopad|_0900_|^binary$/;

const COLUMN = `select character_set_name, collation_name, data_type from information_schema.columns
  where table_schema = database() and table_name = ? and column_name = ?`;

/** Where a column of a row set stands: in each table of a union, where it is one there. */
export function placesOf(rowSet: RowSet, alias: string, name: string): readonly Place[] {
  const link = rowSet.links.get(alias);
  if (link) return [{ table: link.table, column: name }];
  return rowSet.branches.flatMap(({ table, view, columns }) => {
    const here = columns.get(name);
    if (view || (here && here.kind !== 'column')) return [];
    return [{ table, column: here?.kind === 'column' ? here.name : name }];
  });
}

const opened = new WeakMap<LegacyDatabase, TextColumns>();

/** What a database does with the texts of its columns; each column is looked at once. */
export class TextColumns {
  private readonly texts = new Map<string, Promise<ColumnText | null>>();
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
    return once(this.padded, place, () => this.lookForBlanks(place, limits));
  }

  /** The character set of a column, where it has not all characters. */
  async narrowCharset(place: Place, limits: StatementLimits): Promise<string | null> {
    const text = await this.textOf(place, limits);
    return text === null || text.charset === 'utf8mb4' || !/^\w+$/.test(text.charset) ? null : text.charset;
  }

  /** The columns are not in one order: their texts have different collations. */
  async differ(places: readonly Place[], limits: StatementLimits): Promise<boolean> {
    const collations = new Set<string>();
    for (const place of places) {
      const text = await this.textOf(place, limits);
      if (text) collations.add(text.collation);
    }
    return collations.size > 1;
  }

  private textOf(place: Place, limits: StatementLimits): Promise<ColumnText | null> {
    if (this.database.dialect === 'sqlite') return Promise.resolve(null);
    return once(this.texts, place, async () => {
      const [found] = await this.database.query(COLUMN, [place.table, place.column], limits);
      const [charset, collation, type] = found ?? [];
      if (charset == null || collation == null) return null;
      return { charset: String(charset), collation: String(collation), isFixed: type === 'char' };
    });
  }

  /**
   * A table too big to look through in half of the time of a read is taken for one without: rather miss a padded row than answer none.
   */
  private async lookForBlanks(place: Place, limits: StatementLimits): Promise<boolean> {
    const { dialect } = this.database;
    if (dialect === 'mysql') {
      const text = await this.textOf(place, limits);
      if (text === null || text.isFixed || !WITHOUT_PADDING.test(text.collation)) return false;
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

function once<V>(known: Map<string, Promise<V>>, { table, column }: Place, look: () => Promise<V>): Promise<V> {
  const name = JSON.stringify([table, column]);
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
