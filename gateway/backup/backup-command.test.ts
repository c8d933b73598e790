import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { readConfig } from '../config';
import { backupCommand } from './backup-command';

let folder: string;
let open: Database.Database[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  mkdirSync(join(folder, 'data/owned'), { recursive: true });
  open = ['customers', 'sales', 'gateway'].map(storeOf);
});
afterEach(() => {
  for (const database of open) database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A store as a process holds it that runs: what was written last is in the write-ahead file alone. */
function storeOf(name: string): Database.Database {
  const database = new Database(join(folder, 'data/owned', `${name}.db`));
  database.exec(`pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table kept (value text)`);
  database.prepare('insert into kept values (?)').run(`of ${name}`);
  return database;
}

const to = (): string => join(folder, 'backups/one');
const backup = (args: readonly string[] = ['--to', to()], more = {}): Promise<string> =>
  backupCommand(args, readConfig({ DATA_DIR: join(folder, 'data'), ...more }));
function kept(name: string): readonly unknown[] {
  const database = new Database(join(to(), `${name}.db`), { readonly: true });
  try {
    return database.prepare('select value from kept').all();
  } finally {
    database.close();
  }
}

it('copies what is committed of every store, while processes have them open and one is writing', async () => {
  open[1]?.exec(`begin immediate; insert into kept values ('not committed')`);
  const said = await backup();
  for (const name of ['customers', 'sales', 'gateway']) expect(kept(name)).toEqual([{ value: `of ${name}` }]);
  expect(readdirSync(to()).sort()).toEqual(['customers.db', 'gateway.db', 'sales.db']);
  expect(said).toContain(`${to()} holds 3 stores`);
  expect(said).toContain(`kept apart from it: ${join(folder, 'data/audit-key.json')}, ${join(folder, 'data/audit-heads.jsonl')}`);
});

it('lets nobody but its owner read the copies', async () => {
  await backup();
  expect([to(), join(to(), 'gateway.db')].map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual(['700', '600']);
});

it('copies a store in DATA_DIR/owned that it does not know, and one that is elsewhere', async () => {
  open.push(storeOf('hospitality'));
  const elsewhere = `file:${join(folder, 'data/owned/customers.db')}`;
  await backup(['--to', to()], { DATA_DIR: join(folder, 'data'), DB_SALES_URL: elsewhere });
  expect(kept('hospitality')).toEqual([{ value: 'of hospitality' }]);
  expect(kept('sales')).toEqual([{ value: 'of customers' }]);
});

it('names the stores that are on a server, and copies the rest', async () => {
  const said = await backup(['--to', to()], { DB_GATEWAY_URL: 'mysql://u:p@db:3306/crm_gateway' });
  expect(said).toContain('Not in it, on a server: gateway\n');
  expect(readdirSync(to()).sort()).toEqual(['customers.db', 'sales.db']);
});

it('leaves nothing behind when one store is damaged', async () => {
  open.pop()?.close();
  const path = join(folder, 'data/owned/gateway.db');
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  writeFileSync(path, 'no database, and long enough to be looked at '.repeat(100));
  await expect(backup()).rejects.toThrow();
  expect(readdirSync(join(folder, 'backups'))).toEqual([]);
});

it('says what is wrong: a folder that is there, a store that is missing, nothing to copy, a wrong line', async () => {
  mkdirSync(to(), { recursive: true });
  await expect(backup()).rejects.toThrow(`${to()} is there already`);
  rmSync(to(), { recursive: true });
  open.pop()?.close();
  rmSync(join(folder, 'data/owned/gateway.db'));
  await expect(backup()).rejects.toThrow(`There is no store gateway in ${join(folder, 'data/owned/gateway.db')}`);
  await expect(backup()).rejects.toThrow('DB_GATEWAY_URL');
  expect(existsSync(to())).toBe(false);
  await backup(['--to', to(), '--stores', 'customers,sales']);
  expect(readdirSync(to())).toEqual(['customers.db', 'sales.db']);
  const server = { DB_GATEWAY_URL: 'mysql://u:p@db:3306/crm_gateway' };
  await expect(backup(['--to', join(folder, 'two'), '--stores', 'gateway'], server)).rejects.toThrow('No store is a file');
  await expect(backup([])).rejects.toThrow('npm run backup -- --to DIR');
  await expect(backup(['--into', to()])).rejects.toThrow("Unknown option '--into'");
});
