import { startServer } from './ephemeral-server';
import { running } from './running-server';

/** Gives the MySQL suites a server: the one of TEST_MYSQL_URL, else one started here when MariaDB or MySQL is installed. */
export default async function globalSetup(): Promise<void> {
  if (process.env.TEST_MYSQL_URL) return;
  running.server = await startServer();
  if (running.server) process.env.TEST_MYSQL_URL = running.server.url;
  else process.stdout.write('MySQL suites are skipped: no TEST_MYSQL_URL and neither mariadbd nor mysqld on the PATH.\n');
}
