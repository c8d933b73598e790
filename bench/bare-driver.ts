import type { Connection, RowDataPacket } from 'mysql2/promise';
import type { SentStatement } from '#legacy/source/legacy-database';
import type { FinanceServer } from './finance-server';

/** Executes statements as the bare driver does: prepared, rows as arrays, nothing decoded. */
export class BareDriver {
  private readonly connections = new Map<string, Promise<Connection>>();

  constructor(private readonly server: FinanceServer) {}

  /** Runs the statements one after the other; gives the number of rows they answered. */
  async replay(statements: readonly Pick<SentStatement, 'source' | 'sql' | 'params'>[]): Promise<number> {
    let count = 0;
    for (const { source, sql, params } of statements) {
      const connection = await this.connectionOf(source);
      const [rows] = await connection.execute<RowDataPacket[]>({ sql, values: [...params], rowsAsArray: true });
      count += rows.length;
    }
    return count;
  }

  /** Rows the server has read so far, by index or not, for all its clients. */
  async rowsRead(): Promise<number> {
    const connection = await this.connectionOf('finance');
    const [rows] = await connection.query<RowDataPacket[]>("show global status like 'Handler_read%'");
    return rows.reduce((sum, row) => sum + Number(row['Value']), 0);
  }

  async close(): Promise<void> {
    for (const connection of this.connections.values()) await (await connection).end();
    this.connections.clear();
  }

  private connectionOf(source: string): Promise<Connection> {
    const connection = this.connections.get(source) ?? this.server.connect(source);
    this.connections.set(source, connection);
    return connection;
  }
}
