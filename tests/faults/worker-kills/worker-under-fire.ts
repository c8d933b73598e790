import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { loadEmbedded } from '../../../demo/load/embedded';

const ROOT = join(__dirname, '../../..');
/** Nine feeds of activities, contract statuses among them, and the parties of four systems. */
const PARTIES = 60;
const SETTLE_MS = 120_000;
const POLL_MS = 100;
/** A kill comes before one of the first writes into one of these; each write into one leaves something for another. */
const TABLES = ['timeline_entry', 'pending_change', 'customer_profile', 'known_row', 'feed_progress'] as const;
const LATEST_WRITE = 6;
const NEVER = ['', '0'] as const;

const TIMELINE = `select id, party_system as source, party_key as party, kind, occurred_on as day, title, status, amount
  from timeline_entry order by id`;
const ROWS = 'select feed, row_key as row, hash from known_row order by feed, row_key';
const PROFILES = `
  select json_extract(p.content, '$.activityCount') as shown,
    (select count(distinct e.subject) from source_record r join timeline_entry e on e.party_system = r.system and e.party_key = r.source_key
      where r.customer_id = p.customer_id) as counted
  from customer_profile p where p.removed_at is null order by 1, 2`;

type Row = Readonly<Record<string, unknown>>;

/** What the worker made of the sources. */
export interface Projected {
  readonly timeline: readonly Row[];
  readonly rows: readonly Row[];
  /** Activities that each profile shows, and those that its customer has. */
  readonly profiles: readonly Row[];
  /** Work that is left. */
  readonly pending: readonly Row[];
}

/** A worker over the demo that is killed, begins again, and finds other data each time. */
export class WorkerUnderFire {
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'worker-kills-'));
  private changes = 0;
  private kills = 0;

  constructor(private readonly random: () => number) {
    loadEmbedded({ directory: join(this.dataDir, 'legacy'), parties: PARTIES, seed: 7 });
  }

  /** All orders and tickets change, an order appears, a ticket goes. */
  changeSources(): void {
    const orders = this.open('legacy/sales.db');
    const mark = `KILL-${(this.changes += 1)}`;
    orders.exec(`
      update SEOrder set FBillNo = '${mark}-' || FInterID where FBillNo not like '%NEW';
      create temp table one as select * from SEOrder where FInterID = (select min(FInterID) from SEOrder);
      update one set FInterID = (select max(FInterID) + 1 from SEOrder), FBillNo = '${mark}-NEW';
      insert into SEOrder select * from one`);
    orders.close();
    const tickets = this.open('legacy/tickets.db');
    tickets.exec(`
      update hd_ticket set title = '${mark}-' || id;
      delete from hd_ticket where id = (select min(id) from hd_ticket where is_del = 0 and uid <> 0)`);
    tickets.close();
  }

  /** Lets the worker begin and kills it with signal 9. @returns whether it had work left */
  async killAtAnyMoment(): Promise<boolean> {
    const began = new Date().toISOString();
    const table = TABLES[this.kills % TABLES.length] ?? '';
    this.kills += 1;
    await this.runUntilSettled(began, [table, String(1 + Math.floor(this.random() * LATEST_WRITE))]);
    return !this.isSettled(began);
  }

  /** Lets the worker run until nothing is left to do. @throws Error when that does not happen */
  async settle(): Promise<Projected> {
    const began = new Date().toISOString();
    await this.runUntilSettled(began, NEVER);
    if (!this.isSettled(began)) throw new Error('The worker does not come to an end');
    const [timeline, rows, profiles] = [TIMELINE, ROWS, PROFILES].map((sql) => this.owned(sql));
    return {
      timeline: timeline ?? [],
      rows: rows ?? [],
      profiles: profiles ?? [],
      pending: this.owned('select * from pending_change'),
    };
  }

  /** What a worker makes of the same sources that nobody ever killed. */
  settleAnew(): Promise<Projected> {
    rmSync(join(this.dataDir, 'owned'), { recursive: true });
    return this.settle();
  }

  /** Orders and tickets that a timeline has to show. */
  countSources(): { readonly orders: number; readonly tickets: number } {
    const count = (file: string, sql: string): number => Number(this.rows(file, sql)[0]?.n);
    return {
      orders: count('legacy/sales.db', 'select count(*) as n from SEOrder where FCustID is not null and FDate is not null'),
      tickets: count('legacy/tickets.db', 'select count(*) as n from hd_ticket where is_del = 0 and uid <> 0'),
    };
  }

  remove(): void {
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async untilSettled(since: string, isOver: () => boolean): Promise<void> {
    const end = Date.now() + SETTLE_MS;
    while (!isOver() && !this.isSettled(since) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }

  /** Every feed was compared as a whole since, and nothing is left that follows from it. */
  private isSettled(since: string): boolean {
    const [feeds] = this.owned(`select count(*) as n, min(coalesce(compared_at, '')) as compared from feed_progress`);
    const [pending] = this.owned('select count(*) as n from pending_change');
    return Number(feeds?.n) > 0 && String(feeds?.compared) > since && pending?.n === 0;
  }

  /** Runs the process until it dies before a write, or has nothing left to do. */
  private async runUntilSettled(since: string, killBefore: readonly [table: string, write: string]): Promise<void> {
    mkdirSync(join(this.dataDir, 'owned'), { recursive: true });
    const args = ['--conditions=source', '--import', 'tsx', join(__dirname, 'follow-demo.ts'), ...killBefore];
    const child = spawn(process.execPath, args, { cwd: ROOT, env: { DATA_DIR: this.dataDir } });
    let output = '';
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const follows = new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        output += chunk.toString();
        if (output.includes('follows')) resolve();
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => reject(new Error(`The worker ended:\n${output}`)));
    });
    try {
      await follows;
      await this.untilSettled(since, () => child.exitCode !== null || child.signalCode !== null);
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  }

  private owned(sql: string): readonly Row[] {
    return this.rows('owned/customers.db', sql);
  }

  private rows(file: string, sql: string): readonly Row[] {
    const database = this.open(file);
    try {
      return database.prepare(sql).all() as Row[];
    } finally {
      database.close();
    }
  }

  private open(file: string): InstanceType<typeof Database> {
    const database = new Database(join(this.dataDir, file));
    // The worker writes into it meanwhile.
    database.exec('PRAGMA busy_timeout = 5000');
    return database;
  }
}
