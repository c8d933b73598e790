import { join } from 'node:path';
import { createConnection, type Connection } from 'mysql2/promise';
import { openCatalog, type LegacyCatalog } from '#legacy/source/legacy-catalog';
import type { SentStatement } from '#legacy/source/legacy-database';
import { startServer } from '#testing/ephemeral-server';
import { SYSTEMS, type System } from '../demo/ddl/table-definition';
import { loadMysql, mysqlDatabase } from '../demo/load/mysql';

/** Finance, and sales for the orders its invoices refer to. */
const LOADED: readonly System[] = ['finance', 'sales'];

/** A MariaDB server of this benchmark with the reference systems in it. */
export interface FinanceServer {
  /** Replaces the data by that of another size; the parties of a small size are the first ones of a large size. */
  load(parties: number): Promise<readonly { readonly table: string; readonly rows: number }[]>;
  /** The mapping engine over the server. */
  openCatalog(onStatement?: (statement: SentStatement) => void): Promise<LegacyCatalog>;
  /** A connection of the bare driver, with the options the engine uses. */
  connect(source: string): Promise<Connection>;
  stop(): Promise<void>;
}

export async function startFinanceServer(): Promise<FinanceServer> {
  const server = await startServer();
  if (!server) throw new Error('neither mariadbd nor mysqld is installed');
  const urlFor = (source: string): string => `${server.url}/${mysqlDatabase(systemOf(source))}`;
  return {
    load: (parties) => loadMysql({ url: server.url, parties, seed: 1, systems: LOADED }),
    openCatalog: (onStatement) =>
      openCatalog({ sourcesFile: join(__dirname, '../demo/sources.yaml'), subgraph: 'sales', urlFor, onStatement }),
    connect: (source) =>
      createConnection({
        uri: urlFor(source),
        charset: 'utf8mb4',
        dateStrings: true,
        supportBigNumbers: true,
        bigNumberStrings: true,
        maxPreparedStatements: 200,
      }),
    stop: () => server.stop(),
  };
}

function systemOf(source: string): System {
  const system = SYSTEMS.find((each) => each === source);
  if (!system) throw new Error(`No reference system ${source}`);
  return system;
}
