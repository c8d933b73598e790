import { startMariadb } from './ephemeral-mariadb';
import { running } from './running-server';

/** Gives the MySQL suites a server: the one of TEST_MYSQL_URL, else one started here when MariaDB is installed. */
export default async function globalSetup(): Promise<void> {
  if (process.env.TEST_MYSQL_URL) return;
  running.server = await startMariadb();
  if (running.server) process.env.TEST_MYSQL_URL = running.server.url;
  else process.stdout.write('MySQL suites are skipped: no TEST_MYSQL_URL and no mariadbd on the PATH.\n');
}
