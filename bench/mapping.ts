import { parseArgs } from 'node:util';
import type { SourceKey } from '#core/source-key';
import { ROW_TYPES, type FieldOf } from '#legacy/canonical/row-types';
import type { LegacyReader } from '#legacy/legacy-reader';
import type { LegacyCatalog } from '#legacy/source/legacy-catalog';
import type { SentStatement } from '#legacy/source/legacy-database';
import { AS_OF } from '../demo/as-of';
import { BareDriver } from './bare-driver';
import { startFinanceServer, type FinanceServer } from './finance-server';
import { cpuPerUnit, interleave, median, type Run } from './interleave';
import { printLines, printTable } from './print-table';

type InvoiceField = FieldOf<'Invoice'>;

/** Columns of the invoice table alone: nothing joined, added up, looked up or derived. */
const STORED: readonly InvoiceField[] = [
  'number',
  'customer',
  'kind',
  'issuedOn',
  'postedOn',
  'currency',
  'rate',
  'amount',
  'tax',
  'baseAmount',
  'clearedOn',
];
const ALL = Object.keys(ROW_TYPES.Invoice).filter((name): name is InvoiceField => name in ROW_TYPES.Invoice);

const FIELD_SETS = [
  { name: `${STORED.length} stored fields`, fields: STORED, target: 4 },
  { name: `all ${ALL.length} fields`, fields: ALL, target: 6 },
] as const;

const BY_KEY_ROWS = 20_000;
const BATCHES = [100, 1000] as const;
const CUSTOMERS = 500;
const PARENTS = 50;

const ABOUT = `
What is compared: canonical Invoice rows through the public reader of the mapping engine (statement text, driver, decoding, look-ups of
references by text and the objects a caller gets included) against the bare driver, mysql2 "execute" with rowsAsArray, which runs the
very statements the engine sent (same text, same values, same order) and decodes nothing. CPU is that of this process (user + system,
process.cpuUsage), so the server's work does not count. Both run by turns; medians, and the median of each round's ratio.
`;

export async function benchMapping(argv: readonly string[]): Promise<void> {
  const { parties, sizes, rounds } = options(argv);
  const server = await startFinanceServer();
  try {
    printLines(ABOUT);
    await compareReads(server, parties, rounds);
    printLines(
      '',
      `Cost per customer: invoices of the same ${CUSTOMERS} customers, ${PARENTS} per call, all ${ALL.length} fields.`,
      '',
    );
    const rows: string[][] = [];
    for (const size of sizes) rows.push(...(await costPerCustomer(server, size, rounds)));
    printTable(['parties', 'invoices', 'read', 'rows/customer', 'us CPU/customer', 'rows the server reads/customer'], rows);
  } finally {
    await server.stop();
  }
}

async function compareReads(server: FinanceServer, parties: number, rounds: number): Promise<void> {
  const tables = await server.load(parties);
  printLines(`${parties} parties: ${tables.map(({ table, rows }) => `${table} ${rows}`).join(', ')}`, '');
  // Listened to for one run only: statements kept from the measured ones would be garbage of the engine's account.
  let recorded: SentStatement[] | null = null;
  const catalog = await server.openCatalog((statement) => void recorded?.push(statement));
  const driver = new BareDriver(server);
  const results: string[][] = [];
  const compare = async (read: string, { name, target }: (typeof FIELD_SETS)[number], run: Run): Promise<void> => {
    const statements: SentStatement[] = (recorded = []);
    await run();
    recorded = null;
    const rowsOfDriver = await driver.replay(statements);
    const units = await run();
    const base = async (): Promise<number> => {
      await driver.replay(statements);
      return units;
    };
    const { baseMicros, micros, ratio } = await interleave(base, run, rounds);
    results.push([
      read,
      name,
      String(units),
      String(statements.length),
      String(rowsOfDriver),
      baseMicros.toFixed(2),
      micros.toFixed(2),
      `${ratio.toFixed(2)}x`,
      `${target.toFixed(2)}x`,
    ]);
  };
  try {
    const keys = await keysOf(catalog);
    for (const set of FIELD_SETS) {
      await compare('scan', set, () => scanAll(readerOf(catalog), set.fields));
      for (const batch of BATCHES) {
        await compare(`byKeys of ${batch}`, set, () => readByKeys(readerOf(catalog), keys, batch, set.fields));
      }
    }
  } finally {
    await driver.close();
    await catalog.close();
  }
  printTable(
    ['read', 'fields', 'rows', 'statements', 'driver rows', 'driver us/row', 'engine us/row', 'ratio', 'target'],
    results,
  );
}

async function costPerCustomer(server: FinanceServer, parties: number, rounds: number): Promise<string[][]> {
  const tables = await server.load(parties);
  const catalog = await server.openCatalog();
  const driver = new BareDriver(server);
  try {
    const customers = await firstKeys(catalog, 'Party', CUSTOMERS);
    const reads: readonly (readonly [string, (parents: SourceKey[][]) => Promise<number>])[] = [
      [
        'allByRef',
        async (parents) =>
          (await readerOf(catalog).allByRef('Invoice', 'customer', parents, ALL)).reduce((n, { length }) => n + length, 0),
      ],
      [
        'listByRef, 20 latest',
        async (parents) => {
          const query = { fields: ALL, sort: { field: 'postedOn', descending: true }, first: 20 } as const;
          const pages = await readerOf(catalog).listByRef('Invoice', 'customer', parents, query);
          return pages.reduce((count, { rows }) => count + rows.length, 0);
        },
      ],
    ];
    const results: string[][] = [];
    for (const [name, read] of reads) {
      let rows = 0;
      const run = async (): Promise<number> => {
        rows = 0;
        for (let from = 0; from < customers.length; from += PARENTS) {
          rows += await read(customers.slice(from, from + PARENTS).map((key) => [key]));
        }
        return customers.length;
      };
      await run();
      const before = await driver.rowsRead();
      await run();
      const rowsRead = (await driver.rowsRead()) - before;
      const micros: number[] = [];
      for (let round = 0; round < rounds; round += 1) micros.push((await cpuPerUnit(run)).micros);
      results.push([
        String(parties),
        String(tables.find(({ table }) => table === 'AR_INV')?.rows ?? 0),
        name,
        (rows / customers.length).toFixed(1),
        median(micros).toFixed(0),
        (rowsRead / customers.length).toFixed(1),
      ]);
    }
    return results;
  } finally {
    await driver.close();
    await catalog.close();
  }
}

const readerOf = (catalog: LegacyCatalog): LegacyReader => catalog.reader({ today: AS_OF, deadlineMs: 600_000 });

async function scanAll(reader: LegacyReader, fields: readonly InvoiceField[]): Promise<number> {
  let count = 0;
  for await (const rows of reader.scan('finance', 'Invoice', fields)) count += rows.length;
  return count;
}

async function readByKeys(
  reader: LegacyReader,
  keys: readonly SourceKey[],
  batch: number,
  fields: readonly InvoiceField[],
): Promise<number> {
  let count = 0;
  for (let from = 0; from < keys.length; from += batch) {
    count += (await reader.byKeys('Invoice', keys.slice(from, from + batch), fields)).length;
  }
  return count;
}

/** Keys in no order an index has: every so many rows of the scan. */
async function keysOf(catalog: LegacyCatalog): Promise<readonly SourceKey[]> {
  const keys = await firstKeys(catalog, 'Invoice', Infinity);
  const step = 7919;
  const mixed = keys.map((_key, index) => keys[(index * step) % keys.length]).filter((key) => key !== undefined);
  return mixed.slice(0, BY_KEY_ROWS);
}

async function firstKeys(catalog: LegacyCatalog, type: 'Party' | 'Invoice', count: number): Promise<readonly SourceKey[]> {
  const keys: SourceKey[] = [];
  for await (const rows of readerOf(catalog).scan('finance', type, [])) {
    keys.push(...rows.map(({ system, key }) => ({ system, key })));
    if (keys.length >= count) break;
  }
  return keys.slice(0, count);
}

function options(argv: readonly string[]): {
  readonly parties: number;
  readonly sizes: readonly number[];
  readonly rounds: number;
} {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      parties: { type: 'string', default: '20000' },
      sizes: { type: 'string', default: '2000,20000' },
      rounds: { type: 'string', default: '9' },
    },
  });
  return {
    parties: wholeNumber('parties', values.parties),
    sizes: values.sizes.split(',').map((size) => wholeNumber('sizes', size)),
    rounds: wholeNumber('rounds', values.rounds),
  };
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`--${option} is a whole number from 1, not ${text}`);
  return Number(text);
}
