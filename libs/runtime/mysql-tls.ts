import { readFileSync } from 'node:fs';

/** How a connection to MySQL is kept from being read and from ending at another server. */
export interface MysqlTls {
  readonly ca: string;
  readonly rejectUnauthorized: true;
  readonly verifyIdentity: true;
  readonly minVersion: 'TLSv1.2';
}

/**
 * TLS of a URL like `mysql://user:password@host:3306/database?ca=/path/ca.pem`: only a server whose certificate is of that authority and
 * names that host is spoken to, never in clear. Null: the URL names no authority, and the connection is not encrypted.
 * @throws Error when the file cannot be read
 */
export function mysqlTls(url: string): MysqlTls | null {
  const path = new URL(url).searchParams.get('ca');
  if (path === null) return null;
  return { ca: readFileSync(path, 'utf8'), rejectUnauthorized: true, verifyIdentity: true, minVersion: 'TLSv1.2' };
}

/** What is wrong with the part of a MySQL URL behind `?`; null: nothing. */
export function wrongMysqlOption(url: string): string | null {
  const { searchParams } = new URL(url);
  const unknown = [...searchParams.keys()].find((name) => name !== 'ca');
  if (unknown !== undefined) return `"${unknown}" is no option of a connection; ?ca=/path/ca.pem encrypts it`;
  const paths = searchParams.getAll('ca');
  if (paths.length === 0) return null;
  try {
    return paths.length === 1 && mysqlTls(url)?.ca.includes('-----BEGIN CERTIFICATE-----')
      ? null
      : `ca is not one file of certificates`;
  } catch {
    return `the file of ca cannot be read`;
  }
}
