import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { openLegacyDatabase } from '#legacy/source/legacy-database';
import { ConfigError, readSettings } from '#runtime/config';
import { openStore } from '#runtime/store/open-store';
import { loadFilesIntoMysql } from '../../demo/load/mysql';
import { serverProgram, startServer, type EphemeralServer } from '#testing/ephemeral-server';

// Starts two servers.
jest.setTimeout(120_000);

const LIMITS = { rowType: 'Party', timeoutMs: 3000 };
const STORE = { name: 'nothing', entities: [], migrations: [] };
const canRun = serverProgram() !== null && spawnSync('openssl', ['version']).status === 0;
if (!canRun)
  process.stdout.write('Skipped, no openssl, or neither mariadbd nor mysqld on the PATH: connections to MySQL with TLS\n');

(canRun ? describe : describe.skip)('[T22] a connection to MySQL whose URL names an authority', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mysql-tls-'));
  const file = (name: string): string => join(folder, name);
  const servers: EphemeralServer[] = [];
  let ours: string;
  let foreign: string;

  beforeAll(async () => {
    makeAuthority('ours');
    makeAuthority('others');
    ours = await serve('localhost');
    foreign = await serve('db.example');
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function openssl(...args: readonly string[]): void {
    const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }

  function makeAuthority(name: string): void {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
    );
  }

  /** A server with a certificate of our authority for `host`, and a user who must use TLS. @returns its URL with that user */
  async function serve(host: string): Promise<string> {
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${host}`, '-keyout', `${host}.key`, '-out', `${host}.csr`);
    writeFileSync(file(`${host}.ext`), `subjectAltName=DNS:${host}\n`);
    openssl(
      'x509',
      '-req',
      '-in',
      `${host}.csr`,
      '-CA',
      'ours.pem',
      '-CAkey',
      'ours.key',
      '-CAcreateserial',
      '-days',
      '2',
      '-extfile',
      `${host}.ext`,
      '-out',
      `${host}.pem`,
    );
    const server = await startServer([
      `--ssl-cert=${file(`${host}.pem`)}`,
      `--ssl-key=${file(`${host}.key`)}`,
      `--ssl-ca=${file('ours.pem')}`,
    ]);
    if (!server) throw new Error('no server of databases did start');
    servers.push(server);
    const root = await createConnection({ uri: server.url });
    await root.query('create database legacy');
    await root.query("create user reader@'%' identified by 'secret-of-reader' require ssl");
    await root.query("grant all on legacy.* to reader@'%'");
    await root.end();
    return `mysql://reader:secret-of-reader@localhost:${new URL(server.url).port}/legacy`;
  }

  const cipher = async (url: string): Promise<unknown> => {
    const database = openLegacyDatabase('erp', url);
    try {
      const [row] = await database.query("show session status like 'Ssl_cipher'", [], LIMITS);
      return row?.[1];
    } finally {
      await database.close();
    }
  };

  it('is encrypted, for sources and for stores', async () => {
    expect(await cipher(`${ours}?ca=${file('ours.pem')}`)).toMatch(/^TLS_|^ECDHE/);
    const store = await openStore(STORE, `${ours}?ca=${file('ours.pem')}`);
    const [rows] = (await store.knex.raw("show session status like 'Ssl_cipher'")) as [[{ Value: string }]];
    expect(rows[0].Value).toMatch(/^TLS_|^ECDHE/);
    await store.close();
  });

  it('is encrypted when the demo is loaded: its user must use TLS and is only refused for want of a right', async () => {
    const load = (url: string) => loadFilesIntoMysql(folder, { url });
    await expect(load(`${ours}?ca=${file('ours.pem')}`)).rejects.toMatchObject({ code: 'ER_DBACCESS_DENIED_ERROR' });
    await expect(load(ours)).rejects.toMatchObject({ code: 'ER_ACCESS_DENIED_ERROR' });
    await expect(load(`${ours}?ca=${file('others.pem')}`)).rejects.toThrow(/certificate|self.signed/);
  });

  it('is not made to a server of another authority, nor to one whose certificate is for another host', async () => {
    for (const url of [`${ours}?ca=${file('others.pem')}`, `${foreign}?ca=${file('ours.pem')}`]) {
      await expect(cipher(url)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
      await expect(openStore(STORE, url)).rejects.toThrow();
    }
  });

  it('is made in clear without an authority, which a user who must use TLS is refused', async () => {
    await expect(cipher(ours)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });

  it.each([
    ['?ssl=true', '"ssl" is no option of a connection; ?ca=/path/ca.pem encrypts it'],
    ['?ca=/nowhere/ca.pem', 'the file of ca cannot be read'],
    [`?ca=${__filename}`, 'ca is not one file of certificates'],
  ])('is refused at the start with %s', (option, problem) => {
    const url = `mysql://reader:secret-of-reader@localhost/legacy${option}`;
    expect(() => readSettings({}, { SOURCE_ERP_URL: url })).toThrow(new ConfigError(`SOURCE_ERP_URL: ${problem}`));
  });
});
