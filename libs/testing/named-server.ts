import globalSetup from './global-setup';

/** Global setup of `npm run test:mysql`: the suites run on the server that TEST_MYSQL_URL names, never on one that is started for them. */
export default async function namedServer(): Promise<void> {
  if (process.env.TEST_MYSQL_URL) return globalSetup();
  throw new Error(
    'Name a server for tests, whose root may create databases and users: TEST_MYSQL_URL=mysql://root:password@host:3306',
  );
}
