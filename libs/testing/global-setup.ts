import { startServer } from './ephemeral-server';
import { running } from './running-server';
import { openTold } from './told/told';
import { TraceDoor } from './told/trace-door';

/** Gives the MySQL suites a server: the one of TEST_MYSQL_URL, else one started here when MariaDB or MySQL is installed. */
export default async function globalSetup(): Promise<void> {
  running.traces = await TraceDoor.open(openTold());
  if (process.env.TEST_MYSQL_URL) return;
  running.server = await startServer();
  if (running.server) process.env.TEST_MYSQL_URL = running.server.url;
  else process.stdout.write('MySQL suites are skipped: no TEST_MYSQL_URL and neither mariadbd nor mysqld on the PATH.\n');
}
