import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { generate } from '../generate/generate';
import { demoDataIn } from './demo-data';
import { loadEmbedded } from './embedded';

describe('loadEmbedded', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'demo-'));
  });

  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('writes four databases that hold what was generated', () => {
    const tables = loadEmbedded({ directory, parties: 60, seed: 1 });
    expect(readdirSync(directory).sort()).toEqual(['finance.db', 'pms.db', 'sales.db', 'tickets.db']);
    for (const { system, table, rows } of tables) {
      const connection = new Database(join(directory, `${system}.db`), { readonly: true });
      expect(connection.prepare(`select count(*) as n from "${table}"`).get()).toMatchObject({ n: rows });
      connection.close();
    }
    const connection = new Database(join(directory, 'finance.db'), { readonly: true });
    const [first] = generate({ parties: 60, seed: 1 }).data.records('finance', 'AR_CUST');
    expect(connection.prepare('select CUST_NO, CUST_NM, TAX_NO from AR_CUST order by rowid limit 1').get()).toMatchObject({
      CUST_NO: first?.['CUST_NO'],
      CUST_NM: first?.['CUST_NM'],
      TAX_NO: first?.['TAX_NO'],
    });
    connection.close();
  });

  it('finds the documents of a customer by an index', () => {
    loadEmbedded({ directory, parties: 200, seed: 1 });
    const connection = new Database(join(directory, 'finance.db'), { readonly: true });
    const plan = connection
      .prepare("explain query plan select * from AR_INV where ENT_NO = '001' and CUST_NO = '0000000001'")
      .all();
    expect(JSON.stringify(plan)).toContain('AR_INV_K_CUST (ENT_NO=? AND CUST_NO=?)');
    connection.close();
  });

  it('starts anew over what a broken run left behind', () => {
    writeFileSync(join(directory, 'sales.db.loading'), 'half a file');
    expect(demoDataIn(directory)).toBe('MISSING');
    loadEmbedded({ directory, parties: 3, seed: 1 });
    expect(existsSync(join(directory, 'sales.db.loading'))).toBe(false);
    expect(demoDataIn(directory)).toBe('CURRENT');
  });

  it('leaves a database alone that is not of the demo', () => {
    const connection = new Database(join(directory, 'pms.db'));
    connection.exec('create table payroll (id int)');
    connection.close();
    expect(() => loadEmbedded({ directory, parties: 3, seed: 1 })).toThrow(/pms\.db is not a file of the demo/);
    expect(readdirSync(directory)).toEqual(['pms.db']);
  });

  it('leaves the demo that was there when a new one breaks off', () => {
    loadEmbedded({ directory, parties: 3, seed: 1 });
    const before = readFileSync(join(directory, 'finance.db'));
    const stop = (): void => {
      throw new Error('the disk is full');
    };
    expect(() => loadEmbedded({ directory, parties: 5, seed: 1, onParty: stop })).toThrow('the disk is full');
    expect(readFileSync(join(directory, 'finance.db')).equals(before)).toBe(true);
    expect(readdirSync(directory).sort()).toEqual(['finance.db', 'pms.db', 'sales.db', 'tickets.db']);
  });
});
