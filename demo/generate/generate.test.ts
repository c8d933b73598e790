import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SYSTEMS } from '../ddl/table-definition';
import { generate, generateInto, InMemory, type GenerateOptions } from './generate';
import { type Manifest, manifestOf } from './output/manifest';
import { TableFiles } from './output/table-files';
import { TruthFiles } from './output/truth-files';

const TINY = { parties: 20, seed: 1 };

function manifest(options: GenerateOptions): Manifest {
  const tables = new TableFiles(null);
  const truth = new TruthFiles(null);
  generateInto(options, [tables, truth]);
  return manifestOf(options, tables.digests, truth.digests);
}

describe('the demo', () => {
  const demo = { parties: 2000, seed: 1 };
  const world = new InMemory();
  const tables = new TableFiles(null);
  const groundTruth = new TruthFiles(null);
  const { data, truth } = world;

  beforeAll(() => generateInto(demo, [world, tables, groundTruth]));

  it('is the one that the manifest promises', () => {
    const promised: unknown = JSON.parse(readFileSync(join(__dirname, '..', 'manifest.json'), 'utf8'));
    // After a wanted change raise GENERATOR_VERSION, run `npm run demo -- generate` and copy ground-truth/manifest.json.
    expect(manifestOf(demo, tables.digests, groundTruth.digests)).toEqual(promised);
  });

  it('plants faults of every kind at their share and notes each', () => {
    const share = (fault: string, rows: number): number => truth.faults.filter((each) => each.fault === fault).length / rows;
    expect(share('HEAD_TOTAL_ZERO', data.table('sales', 'SEOrder').rows.length)).toBeCloseTo(0.2, 1);
    expect(share('UNALLOCATED_WRONG', data.table('finance', 'AR_RCPT').rows.length)).toBeCloseTo(0.01, 2);
    expect(share('UNPADDED_KEY', data.table('finance', 'AR_CUST').rows.length)).toBeCloseTo(0.03, 1);
    for (const fault of [
      'WRONG_FINANCE_CODE',
      'WRONG_LEDGER_ACCOUNT',
      'ORPHAN_CUSTOMER',
      'ORPHAN_PRODUCT',
      'ORDER_NUMBER_EMPTY',
      'ORDER_NUMBER_ALTERED',
      'SOFT_DELETED',
      'COLLECTIVE_ACCOUNT',
      'DUE_DATE_MISSING',
      'IMPOSSIBLE_DATE',
      'ALLOCATED_BEYOND_AMOUNT',
      'STATUS_STALE',
      'LEDGER_NOT_EQUAL_RECEIVABLES',
      'CLOSED_FLAG_WRONG',
      'CONTRACT_NUMBER_ALTERED',
      'CLOSED_WITHOUT_TIME',
      'STALE_HISTORY_COPY',
      'STAY_COUNTER_WRONG',
      'RESIDENT_NUMBER_TYPO',
    ]) {
      expect(`${fault} ${share(fault, 1) > 0}`).toBe(`${fault} true`);
    }
  });

  it('fills every table', () => {
    const empty = generate({ parties: 200, seed: 1 })
      .data.all()
      .filter((table) => table.rows.length === 0);
    expect(empty.map((table) => table.definition.name)).toEqual([]);
  });

  it('keeps only characters that GBK has in finance and the hotels', () => {
    const rare = /[䶮㛃㻛]/u;
    const names = (system: 'finance' | 'sales' | 'pms', table: string, column: string): string[] =>
      data.records(system, table).map((row) => String(row[column]));
    expect(names('sales', 't_Cust', 'FName').some((name) => rare.test(name))).toBe(true);
    expect(names('finance', 'AR_CUST', 'CUST_NM').some((name) => rare.test(name))).toBe(false);
    expect(names('pms', 'guest', 'name').some((name) => rare.test(name))).toBe(false);
    expect(names('pms', 'guest', 'name').some((name) => name.includes('?'))).toBe(true);
  });
});

describe('generate', () => {
  it('gives the same rows for the same seed', () => {
    expect(manifest(TINY)).toEqual(manifest(TINY));
  });

  it('gives other rows for another seed', () => {
    expect(manifest({ ...TINY, seed: 2 }).tables['finance.AR_CUST']).not.toEqual(manifest(TINY).tables['finance.AR_CUST']);
  });

  it('writes the smaller world as the beginning of the larger one, table by table', () => {
    const small = generate({ parties: 200, seed: 5 });
    const large = generate({ parties: 400, seed: 5 });
    for (const { system, definition, rows } of small.data.all()) {
      const larger = large.data.table(system, definition.name);
      const own = rows.length - (small.closing.get(`${system}.${definition.name}`) ?? 0);
      expect(larger.rows.slice(0, own)).toEqual(rows.slice(0, own));
    }
    expect(large.truth.links.slice(0, small.truth.links.length)).toEqual(small.truth.links);
  });

  it('gives every key account a record and a history in all four systems', () => {
    const { data, truth } = generate({ parties: 121, seed: 1 });
    const count = (system: 'finance' | 'sales' | 'tickets' | 'pms', table: string, column: string, value: string): number =>
      data.records(system, table).filter((row) => String(row[column]) === value).length;
    for (const { party } of truth.parties.filter((candidate) => candidate.keyAccount)) {
      const keys = SYSTEMS.map((system) => truth.links.find((link) => link.party === party && link.system === system)?.key ?? '');
      const [finance = '', sales = '', tickets = '', pms = ''] = keys;
      expect(count('finance', 'AR_INV', 'CUST_NO', finance.slice(4))).toBeGreaterThanOrEqual(3);
      expect(count('sales', 't_Contract', 'FCustID', sales)).toBeGreaterThanOrEqual(3);
      expect(count('sales', 'SEOrder', 'FCustID', sales)).toBeGreaterThanOrEqual(3);
      expect(count('tickets', 'hd_ticket', 'uid', tickets)).toBeGreaterThanOrEqual(3);
      expect(count('pms', 'hmaster', 'haccnt', pms) + count('pms', 'master', 'haccnt', pms)).toBeGreaterThanOrEqual(3);
    }
  });

  it('keeps a stay that is being moved in both tables, the history copy older', () => {
    const { data, truth } = generate({ parties: 400, seed: 1 });
    const current = new Set(data.records('pms', 'master').map((row) => `${row['hotelid']}|${row['accnt']}`));
    const both = data.records('pms', 'hmaster').filter((row) => current.has(`${row['hotelid']}|${row['accnt']}`));
    expect(both.length).toBeGreaterThan(0);
    expect(truth.faults.some((fault) => fault.fault === 'STALE_HISTORY_COPY')).toBe(true);
  });
});
