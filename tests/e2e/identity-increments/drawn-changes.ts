import { join } from 'node:path';
import Database from 'libsql';

/** Where a demo system keeps its parties: the columns that tell who they are. */
interface PartyTable {
  readonly system: string;
  readonly table: string;
  readonly key: string;
  readonly columns: readonly string[];
  /** A new key of the form that its column takes. */
  readonly newKey: (n: number) => string;
  /** Hides a row, or shows it again. */
  readonly hides: string;
  readonly shows: string;
}

const TABLES: readonly PartyTable[] = [
  {
    system: 'finance',
    table: 'AR_CUST',
    key: 'CUST_NO',
    columns: ['CUST_NM', 'TEL', 'MOB', 'TAX_NO', 'ADDR'],
    newKey: (n) => String(9_000_000 + n).padStart(10, '0'),
    hides: `DEL_FLG = 'X'`,
    shows: `DEL_FLG = ' '`,
  },
  {
    system: 'sales',
    table: 't_Cust',
    key: 'FItemID',
    columns: ['FName', 'FPhone', 'FMobile', 'FTaxRegNo', 'FFinCode', 'FNumber', 'FAddress'],
    newKey: (n) => String(9_000_000 + n),
    hides: 'FDeleted = 1',
    shows: 'FDeleted = 0',
  },
  {
    system: 'tickets',
    table: 'hd_user',
    key: 'uid',
    columns: ['company', 'uname', 'mobile', 'cust_code', 'email'],
    newKey: (n) => String(9_000_000 + n),
    hides: 'status = 0',
    shows: 'status = 1',
  },
  {
    system: 'pms',
    table: 'guest',
    key: 'no',
    columns: ['name', 'mobile', 'ident', 'araccnt', 'street'],
    newKey: (n) => `N${String(n).padStart(8, '0')}`,
    hides: `sta = 'X'`,
    shows: `sta = 'I'`,
  },
];

/** Changes the parties of the demo's files as users of four systems would, in an order that a seed draws. */
export class DrawnChanges {
  private made = 0;
  private state: number;

  constructor(
    private readonly directory: string,
    seed: number,
  ) {
    this.state = seed;
  }

  /** @returns what was done, in words */
  make(changes: number): readonly string[] {
    return Array.from({ length: changes }, () => this.one());
  }

  private one(): string {
    const at = this.pick(TABLES);
    const database = new Database(join(this.directory, `${at.system}.db`));
    try {
      return this.change(database, at);
    } finally {
      database.close();
    }
  }

  private change(database: InstanceType<typeof Database>, at: PartyTable): string {
    const { table, key, columns, newKey } = at;
    const keys = database.prepare(`select ${key} as k from ${table} order by ${key}`).all() as { k: string | number }[];
    const [one, other] = [this.pick(keys).k, this.pick(keys).k];
    const fresh = newKey((this.made += 1));
    const run = (sql: string, ...given: readonly (string | number)[]): void => void database.prepare(sql).run(...given);
    const column = this.pick(columns);
    switch (this.pick(['INSERT', 'REKEY', 'SAY_AS_ANOTHER', 'SAY_AS_ANOTHER', 'FORGET', 'DELETE', 'HIDE', 'SHOW'] as const)) {
      case 'INSERT':
        database.exec('drop table if exists temp.one');
        run(`create temp table one as select * from ${table} where ${key} = ?`, one);
        run(`update one set ${key} = ?, ${column} = (select ${column} from ${table} where ${key} = ?)`, fresh, other);
        run(`insert into ${table} select * from one`);
        return `${table} ${fresh} is like ${one}, with ${column} of ${other}`;
      case 'REKEY':
        run(`update ${table} set ${key} = ? where ${key} = ?`, fresh, one);
        return `${table} ${one} becomes ${fresh}`;
      case 'SAY_AS_ANOTHER':
        run(`update ${table} set ${column} = (select ${column} from ${table} where ${key} = ?) where ${key} = ?`, other, one);
        return `${table} ${one} has ${column} of ${other}`;
      case 'FORGET':
        run(`update ${table} set ${column} = '' where ${key} = ?`, one);
        return `${table} ${one} has no ${column}`;
      case 'DELETE':
        run(`delete from ${table} where ${key} = ?`, one);
        return `${table} ${one} is deleted`;
      case 'HIDE':
        run(`update ${table} set ${at.hides} where ${key} = ?`, one);
        return `${table} ${one}: ${at.hides}`;
      case 'SHOW':
        run(`update ${table} set ${at.shows} where ${key} = ?`, one);
        return `${table} ${one}: ${at.shows}`;
    }
  }

  private pick<T>(items: readonly T[]): T {
    this.state = (this.state * 48_271) % 2_147_483_647;
    const item = items[this.state % items.length];
    if (item === undefined) throw new Error('There is nothing to draw from');
    return item;
  }
}
