import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describeEngines } from '../../testing/mysql';
import type { FieldOf } from '../canonical/row-types';
import { FaultyModel, type Expected } from '../fixtures/faulty-ledger/faulty-model';
import { faultyRows, PARTIES, type Doc, type FaultyRows } from '../fixtures/faulty-ledger/faulty-rows';
import { docValues, faultyTables } from '../fixtures/faulty-ledger/faulty-tables';
import { allPages, openMapped, scanAll, type Mapped } from '../fixtures/open-mapped';
import type { Condition } from '../legacy-reader';

const MAPPING = readFileSync(join(__dirname, '../fixtures/faulty-ledger/faulty-ledger.mapping.yaml'), 'utf8');
const SEED = 20240630;
const ROWS = 260;

const ledger = (key: string) => ({ system: 'ledger', key });
const CUSTOMERS = PARTIES.map(([co, no]) => ledger(`${co}|${no.replaceAll('%', '%25').replaceAll('|', '%7C')}`));
const TYPES = ['Invoice', 'Receipt', 'CreditLimit'] as const;
type Tested = (typeof TYPES)[number];

const FIELDS = {
  Invoice: [
    ...(['number', 'customer', 'kind', 'status', 'issuedOn', 'postedOn', 'dueOn', 'clearedOn', 'terms', 'currency'] as const),
    ...(['rate', 'amount', 'tax', 'baseAmount', 'paid', 'text', 'order', 'credits', 'openAmount'] as const),
  ],
  Receipt: ['number', 'customer', 'receivedOn', 'method', 'amount', 'allocated', 'payerName', 'bankRef', 'reversed'],
  CreditLimit: ['customer', 'unlimited', 'days', 'limit'],
} as const satisfies { [T in Tested]: readonly FieldOf<T>[] };

type Field = { [T in Tested]: (typeof FIELDS)[T][number] }[Tested];
// Which fields a type has is of no matter to what is tested here.
type Filter = Exclude<Condition<'Invoice'>, { op: 'refersTo' }>;
type InvoiceField = FieldOf<'Invoice'>;

const TEXTS: ReadonlySet<Field> = new Set<Field>(['number', 'terms', 'text', 'payerName', 'bankRef']);
const NUMBERS: ReadonlySet<Field> = new Set<Field>([
  'rate',
  'amount',
  'tax',
  'baseAmount',
  'paid',
  'openAmount',
  'allocated',
  'days',
  'limit',
]);
const DATES: ReadonlySet<Field> = new Set<Field>(['issuedOn', 'postedOn', 'dueOn', 'clearedOn', 'receivedOn']);
const ORDERED: ReadonlySet<Field> = new Set<Field>([...NUMBERS, ...DATES]);

/** A reference by text is looked up after reading, so that no list is filtered by it. */
const fieldsFiltered = (type: Tested): readonly Field[] =>
  (FIELDS[type] as readonly Field[]).filter((field) => field !== 'order');

describeEngines('a ledger full of faults', (engine) => {
  const rows: FaultyRows = faultyRows(SEED, ROWS);
  const model = new FaultyModel(engine.name, rows);
  let mapped: Mapped;
  const expected = new Map<Tested, ReadonlyMap<string, Expected>>();

  beforeAll(async () => {
    mapped = await openMapped(engine, { ledger: { sql: faultyTables(engine.name, rows), mapping: MAPPING } });
    const kept = rows.docs.filter(({ del }) => del !== 'X');
    const table = (docs: readonly Doc[], read: (doc: Doc) => Expected) =>
      new Map(docs.map((doc): [string, Expected] => [String(doc.id), read(doc)]));
    expected.set('Invoice', table(kept, model.invoice));
    expected.set('Receipt', table(rows.docs, model.receipt));
    expected.set('CreditLimit', table(rows.docs, model.creditLimit));
  });
  afterAll(() => mapped.close());

  const modelOf = (type: Tested): ReadonlyMap<string, Expected> => expected.get(type) ?? new Map();
  const fieldsOf = (type: Tested) => FIELDS[type] as readonly InvoiceField[];
  const customerOf = (value: Expected) => (value.customer as { key: string }).key;
  const ofCustomers = (type: Tested) =>
    [...modelOf(type)].filter(([, value]) => CUSTOMERS.some(({ key }) => key === customerOf(value)));

  /** Values of a field that stand in the data, with others near them. */
  function valuesOf(type: Tested, field: Field): fc.Arbitrary<string | number | boolean> {
    const found = [...modelOf(type).values()].flatMap((value) => textOf(value[field]) ?? []);
    return fc.constantFrom(...new Set(found), ...nearOf(type, field));
  }

  function aFilter(type: Tested, field: Field): fc.Arbitrary<Filter> {
    const isNull = fc.boolean().map((value): Filter => ({ field: field as InvoiceField, op: 'isNull', value }));
    const value = valuesOf(type, field);
    const list = fc.array(value, { maxLength: 3 }).map((values): Filter => ({ field: field as InvoiceField, op: 'in', values }));
    if (TEXTS.has(field)) {
      const prefix = value.map((each): Filter => ({
        field: field as InvoiceField,
        op: 'prefix',
        value: String(each).slice(0, 4),
      }));
      return fc.oneof(isNull, list, prefix);
    }
    if (!ORDERED.has(field)) return fc.oneof(isNull, list);
    const limit = fc.constantFrom('gt', 'ge', 'lt', 'le');
    return fc.oneof(
      isNull,
      list,
      fc.tuple(limit, value).map(([op, each]): Filter => ({ field: field as InvoiceField, op, value: String(each) })),
    );
  }

  it.each(TYPES)('gives each %s the values that a model without SQL expects', async (type) => {
    const read = await scanAll(mapped, 'ledger', type as 'Invoice', fieldsOf(type));
    expect(read.map(({ key }) => Number(key))).toEqual([...modelOf(type).keys()].map(Number));
    for (const row of read)
      expect({ key: row.key, ...contentOf(type, row) }).toEqual({ key: row.key, ...modelOf(type).get(row.key) });
  });

  it.each(TYPES)('finds a %s by its key as a scan finds it, one or many, and nothing under other keys', async (type) => {
    const fields = fieldsOf(type);
    const keys = ['999', '1 ', '01', '1.0', '', 'x', '%', '1|1', ...modelOf(type).keys()];
    const many = await mapped.reader().byKeys(type as 'Invoice', keys.map(ledger), fields);
    expect(many.map((row) => row && contentOf(type, row))).toEqual(keys.map((key) => modelOf(type).get(key) ?? null));
    for (const key of keys.slice(0, 20)) {
      const [one] = await mapped.reader().byKeys(type as 'Invoice', [ledger(key)], fields);
      expect(one && contentOf(type, one)).toEqual(modelOf(type).get(key) ?? null);
    }
  });

  it.each(TYPES)('lists the %s rows of each customer alone as of all together', async (type) => {
    const owner = 'customer';
    const parents = CUSTOMERS.map((customer) => [customer]);
    const together = await mapped.reader().allByRef(type as 'Invoice', owner, parents, []);
    for (const [index, parent] of parents.entries()) {
      const [alone = []] = await mapped.reader().allByRef(type as 'Invoice', owner, [parent], []);
      const keys = [...modelOf(type)].filter(([, value]) => customerOf(value) === parent[0]?.key).map(([key]) => key);
      expect(alone.map(({ key }) => key).sort()).toEqual(keys.sort());
      expect(together[index]?.map(({ key }) => key).sort()).toEqual(keys);
    }
    expect(await mapped.reader().countByRef(type as 'Invoice', owner, parents)).toEqual(together.map(({ length }) => length));
  });

  const FILTERED = TYPES.flatMap((type) => fieldsFiltered(type).map((field): [Tested, Field] => [type, field]));

  it.each(FILTERED)('filters %s by %s as one filters decoded rows, in totals, counts and pages', async (type, field) => {
    const owner = 'customer';
    await fc.assert(
      fc.asyncProperty(
        fc.array(aFilter(type, field), { minLength: 1, maxLength: 2 }),
        fc.integer({ min: 2, max: 40 }),
        async (where, first) => {
          const keys = ofCustomers(type)
            .filter(([, value]) => where.every((each) => holds(value[field], each)))
            .map(([key]) => key);
          const conditions = where;
          const [all = []] = await mapped.reader().allByRef(type as 'Invoice', owner, [CUSTOMERS], [], conditions);
          expect(all.map(({ key }) => key).sort()).toEqual(keys.sort());
          expect(await mapped.reader().countByRef(type as 'Invoice', owner, [CUSTOMERS], conditions)).toEqual([keys.length]);
          const sort = { field: field as InvoiceField, descending: first % 2 === 0 };
          const pages = await allPages(mapped, type as 'Invoice', owner, CUSTOMERS, {
            fields: [],
            where: conditions,
            sort,
            first,
          });
          expect(pages.map(({ key }) => key).sort()).toEqual(keys);
        },
      ),
      { numRuns: 6, seed: SEED },
    );
  });

  const SORTED = TYPES.flatMap((type) => (FIELDS[type] as readonly Field[]).map((field): [Tested, Field] => [type, field]));

  it.each(SORTED)('pages %s by %s through the list as one page has it, smallest first or last', async (type, field) => {
    const owner = 'customer';
    for (const descending of [false, true]) {
      const sort = { field: field as InvoiceField, descending };
      const query = { fields: [field as InvoiceField], sort };
      const whole = await allPages(mapped, type as 'Invoice', owner, CUSTOMERS, { ...query, first: 1000 });
      expect(whole.map(({ key }) => key).sort()).toEqual(
        ofCustomers(type)
          .map(([key]) => key)
          .sort(),
      );
      for (const first of [9]) {
        const paged = await allPages(mapped, type as 'Invoice', owner, CUSTOMERS, { ...query, first });
        expect(paged.map(({ key }) => key)).toEqual(whole.map(({ key }) => key));
      }
      const values = whole.flatMap(({ key }) => numberOf(modelOf(type).get(key)?.[field]) ?? []);
      if (ORDERED.has(field)) expect(values).toEqual(values.toSorted((a, b) => (descending ? b - a : a - b)));
    }
  });

  it('repeats no row and loses none that stays when rows come and go between pages', async () => {
    const anew = faultyRows(SEED + 1, 400).docs.map((doc) => ({ ...doc, id: doc.id + 1000 }));
    const fields = ['number', 'kind', 'issuedOn', 'postedOn', 'amount', 'tax', 'openAmount', 'bankRef', 'allocated'] as const;
    let next = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fields),
        fc.boolean(),
        fc.integer({ min: 3, max: 30 }),
        async (field, descending, first) => {
          const type: Tested = field === 'bankRef' || field === 'allocated' ? 'Receipt' : 'Invoice';
          const before = await allPages(mapped, type as 'Invoice', 'customer', CUSTOMERS, {
            fields: [],
            sort: { field: 'number', descending: false },
            first: 1000,
          });
          const gone = new Set<string>();
          const change = async (): Promise<void> => {
            const victims = before.filter((_row, index) => index % 11 === gone.size % 11).slice(gone.size, gone.size + 2);
            for (const { key } of victims) gone.add(key);
            const ids = victims.map(({ key }) => key);
            if (ids.length > 0) await mapped.database('ledger').run(`delete from docs where id in (${ids.join(', ')});`);
            const added = anew.slice(next, next + 2);
            next += 2;
            if (added.length > 0)
              await mapped.database('ledger').run(`insert into docs values ${added.map(docValues).join(', ')};`);
          };
          const sort = { field: field as 'number', descending };
          const seen = (
            await allPages(mapped, type as 'Invoice', 'customer', CUSTOMERS, { fields: [], sort, first }, change)
          ).map(({ key }) => key);
          expect(new Set(seen).size).toBe(seen.length);
          const stayed = before.map(({ key }) => key).filter((key) => !gone.has(key));
          expect(stayed.filter((key) => !seen.includes(key))).toEqual([]);
        },
      ),
      { numRuns: 10, seed: SEED },
    );
  });
});

function nearOf(type: Tested, field: Field): readonly (string | number | boolean)[] {
  if (NUMBERS.has(field)) return ['0', '1', '1.00', '-1.01', '100', '0.004', '12345678901234567890.125'];
  if (DATES.has(field)) return ['2024-01-01', '2023-12-31', '2024-02-29', '1000-01-01', '9999-12-31'];
  if (TEXTS.has(field)) return ['inv-1', 'INV-1 ', 'N0', 'n0', '', '%', "'", '09'];
  if (field === 'unlimited' || field === 'reversed') return [true, false];
  return type === 'Invoice' && field === 'credits' ? ['0', '01'] : ['OPEN', 'VOID', '01|a1', '01|A1', 'CNY'];
}

function contentOf(type: Tested, row: object): Record<string, unknown> {
  return Object.fromEntries(FIELDS[type].map((field) => [field, (row as Record<string, unknown>)[field]]));
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return String(value);
  return 'amount' in value ? String(value.amount) : 'key' in value ? String(value.key) : null;
}

const scaled = (text: string): bigint => {
  const [, sign, whole = '0', digits = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return BigInt(`${sign ?? ''}${whole}${digits.padEnd(10, '0')}`);
};

function numberOf(value: unknown): number | null {
  const text = textOf(value);
  if (text === null) return null;
  return /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number(text);
}

function holds(value: unknown, condition: Filter): boolean {
  const text = textOf(value);
  if (condition.op === 'isNull') return (text === null) === condition.value;
  if (text === null) return false;
  const isNumber = NUMBERS.has(condition.field);
  if (condition.op === 'in')
    return condition.values.some((each) => (isNumber ? scaled(String(each)) === scaled(text) : String(each) === text));
  if (condition.op === 'prefix') return text.startsWith(condition.value);
  const [a, b] = [text, String(condition.value)];
  const order = isNumber ? (scaled(a) < scaled(b) ? -1 : scaled(a) > scaled(b) ? 1 : 0) : a < b ? -1 : a > b ? 1 : 0;
  return { gt: order > 0, ge: order >= 0, lt: order < 0, le: order <= 0 }[condition.op];
}
