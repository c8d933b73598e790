import { whenLate } from '#core/when-late';
import type { Stored } from '../codec/codec';

/** What this product uses of a mysql2 connection. */
export interface MysqlConnection {
  readonly threadId: number;
  readonly stream: { destroy(): void };
  execute(options: { sql: string; values: readonly Stored[]; rowsAsArray: true }, done: Done): void;
  query(sql: string, done: Done): void;
  destroy(): void;
}

export type Done = (error: unknown, rows?: unknown) => void;

/** Ends a connection at once: `destroy` alone waits for the other side to say goodbye, and one that hangs never does. */
export function cutOff(connection: MysqlConnection): void {
  connection.destroy();
  connection.stream.destroy();
}

/** Sends a statement without values; a connection that does not answer within `timeoutMs` is cut off. */
export function ask(connection: MysqlConnection, sql: string, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const callOff = whenLate(timeoutMs, () => {
      cutOff(connection);
      reject(Object.assign(new Error('the server did not answer in time'), { code: 'ETIMEDOUT' }));
    });
    connection.query(sql, (error) => {
      callOff();
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
}
