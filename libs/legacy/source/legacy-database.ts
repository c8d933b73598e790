import type { RowType } from '../canonical/row-types';
import type { Stored } from '../codec/codec';
import type { DialectName } from '../expression/print-sql';
import type { ConnectionUse } from './driver-pool';
import { MysqlDatabase } from './mysql-database';
import { SqliteDatabase } from './sqlite-database';

/** One statement sent to a source; for logs of slow reads and for tests that count statements. */
export interface SentStatement {
  readonly source: string;
  readonly rowType: RowType;
  readonly sql: string;
  readonly params: readonly Stored[];
}

export interface StatementLimits {
  /** What is read, for messages: a row type, or what a command looks at. */
  readonly rowType: string;
  readonly timeoutMs: number;
  /** A read for machines: it takes none of the connections that are kept for people. */
  readonly bulk?: boolean | undefined;
}

/**
 * Read-only connection to one legacy database; connects on first use.
 * A failure is a SourceUnavailableError or SourceTimeoutError; a statement the database does not understand is a mapping error and
 * a DomainError SOURCE_UNAVAILABLE that names the row type.
 */
export interface LegacyDatabase {
  readonly dialect: DialectName;
  /** Rows as arrays, in the order of the select list. */
  query(sql: string, params: readonly Stored[], limits: StatementLimits): Promise<readonly (readonly Stored[])[]>;
  /** Column names of a table; null when there is no such table. */
  columnsOf(table: string, limits: StatementLimits): Promise<readonly string[] | null>;
  /** Whether it answers anything, found out beside all statements and whatever these wait for; false after `timeoutMs` at the latest. */
  answers(timeoutMs: number): Promise<boolean>;
  /** Connections at this moment; null before the first use, and for a file. */
  connectionUse(): ConnectionUse | null;
  close(): Promise<void>;
}

/** Opens `file:/abs/path.db` (libsql) or `mysql://user:password@host:port/database`. @throws Error for any other URL */
export function openLegacyDatabase(source: string, url: string): LegacyDatabase {
  if (/^file:\/[^/]|^file:\/\/\//.test(url)) return new SqliteDatabase(source, url);
  if (url.startsWith('mysql://')) return new MysqlDatabase(source, url);
  throw new Error(`Source ${source}: the URL must start with file:/ (an absolute path) or mysql://`);
}
