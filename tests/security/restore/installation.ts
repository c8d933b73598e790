import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { readRoles } from '#policy/roles';
import { openTrailStore } from '../../../gateway/audit/audit-trail.store';
import { apiKeyCommand } from '../../../gateway/callers/command/api-key-command';
import { demoIssuerKey, signDemoToken } from '../../../gateway/callers/demo-issuer';
import { readConfig } from '../../../gateway/config';
import { startProcess, type StartedProcess } from '../../e2e/start/started-process';
import { FOREIGN_ERP } from '../../fixtures/foreign-erp/load-foreign-erp';

const ROLES = readRoles(join(__dirname, '../../../schema/policy/roles.yaml'));

type Urls = Readonly<Record<string, string>>;

/** The product over one legacy database, with the places that docs/OPERATIONS.md names: stores, backups, and what is kept elsewhere. */
export class Installation {
  readonly environment: Readonly<Record<string, string>>;
  private process: StartedProcess | null = null;

  private constructor(
    readonly folder: string,
    stores: Urls,
  ) {
    this.environment = {
      DATA_DIR: join(folder, 'data'),
      AUDIT_HEADS_FILE: join(folder, 'elsewhere/audit-heads.jsonl'),
      BUSINESS_DATE: '2026-06-30',
      SOURCES_FILE: join(folder, 'erp/sources.yaml'),
      SOURCE_HANDEL_URL: `file:${join(folder, 'handel.db')}`,
      BACKUPS: join(folder, 'backups'),
      ELSEWHERE: join(folder, 'elsewhere'),
      PASSWORD_FILE: join(folder, 'password'),
      BACKUP_CNF: join(folder, 'backup.cnf'),
      OWNER_CNF: join(folder, 'owner.cnf'),
      ...stores,
    };
  }

  /** @param stores DB_<NAME>_URL of the stores that are on a server */
  static create(stores: Urls = {}): Installation {
    const folder = mkdtempSync(join(tmpdir(), 'restore-'));
    cpSync(FOREIGN_ERP, join(folder, 'erp'), { recursive: true });
    const database = new Database(join(folder, 'handel.db'));
    for (const name of ['schema.sql', 'rows.sql']) database.exec(readFileSync(join(FOREIGN_ERP, name), 'utf8'));
    database.close();
    for (const name of ['backups', 'elsewhere']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'password'), `${'p'.repeat(32)}\n`, { mode: 0o600 });
    return new Installation(folder, stores);
  }

  async start(): Promise<void> {
    this.process = startProcess(this.environment);
    await this.process.url;
  }

  async stop(): Promise<void> {
    this.process?.child.kill('SIGTERM');
    await this.process?.exit;
    this.process = null;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async ask(role: string, query: string, variables: object = {}): Promise<any> {
    const definition = ROLES.get(role);
    if (!definition) throw new Error(`no role ${role}`);
    const key = await demoIssuerKey(join(this.environment.DATA_DIR ?? '', 'demo-issuer.jwk'));
    const response = await this.post(await signDemoToken(key, { role, definition, ttl: '1h' }), { query, variables });
    const { data, errors } = (await response.json()) as { data?: unknown; errors?: readonly unknown[] };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** The status that a credential gets, as soon as it is the wanted one, or after two seconds. */
  async statusOf(credential: string, wanted: number): Promise<number> {
    const end = Date.now() + 2000;
    for (;;) {
      const { status } = await this.post(credential, { query: '{ customerProfiles(first: 1) { nodes { kind } } }' });
      if (status === wanted || Date.now() > end) return status;
    }
  }

  /** Runs `npm run api-key` and gives what it prints. */
  apiKey(line: string): Promise<string> {
    return apiKeyCommand(line.split(' '), readConfig(this.environment), Date.now(), () => undefined);
  }

  /** Numbers of the last records of the trail, by chain. */
  async lastRecords(): Promise<ReadonlyMap<string, number>> {
    const store = await openTrailStore(readConfig(this.environment).storeUrl('gateway'));
    try {
      const last = new Map<string, number>();
      for (const chain of await store.chains()) last.set(chain, (await store.after(chain, 0, 100_000)).at(-1)?.seq ?? 0);
      return last;
    } finally {
      await store.close();
    }
  }

  private async post(credential: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${credential}` };
    return fetch(`${(await this.process?.url) ?? ''}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  }
}
