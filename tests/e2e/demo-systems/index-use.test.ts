import { join } from 'node:path';
import type { SourceKey } from '#core/source-key';
import type { RefOf } from '#legacy/canonical/row';
import { ROW_TYPES, type FieldOf, type RowType } from '#legacy/canonical/row-types';
import { isRefusal } from '#legacy/compile/refusal';
import { queryPlan, stepText, type PlanStep } from '#legacy/introspection/query-plan';
import type { LegacyReader } from '#legacy/legacy-reader';
import { isRowRef } from '#legacy/canonical/compare-values';
import { openCatalog, type LegacyCatalog } from '#legacy/source/legacy-catalog';
import { openLegacyDatabase, type LegacyDatabase, type SentStatement } from '#legacy/source/legacy-database';
import { SYSTEMS, type System } from '../../../demo/ddl/table-definition';
import { describeDemo, type DemoDatabases } from './demo-databases';

const PARTIES = 1000;
const ASKED = 2;
// MariaDB reads a table of a page or two whole, whatever its indexes: the code lists, the currencies, the hotels.
const READ_WHOLE = 120;
// Four agents bring every stay that comes by one: half of those stays are read as fast without the index.
const FEW_VALUES = /^pms Stay \w+ by agent$/;

// The different texts of a column, which are cleaned to know which of them lead to a key.
const STORED_TEXTS = /^select \* from \(select distinct /;

const TYPES = Object.keys(ROW_TYPES) as RowType[];
const fieldsOf = <T extends RowType>(type: T) => Object.keys(ROW_TYPES[type]) as FieldOf<T>[];
const refsOf = (type: RowType): readonly string[] =>
  Object.entries(ROW_TYPES[type]).flatMap(([name, { kind }]) => (kind === 'ref' ? [name] : []));
/** The order a list of the type is asked in: its first day or time. */
const orderOf = (type: RowType): string =>
  Object.entries(ROW_TYPES[type]).find(([, { kind }]) => kind === 'date' || kind === 'instant')?.[0] ?? '';

/** Rows that the statement makes itself: the asked keys, the picked page. */
const isOwn = ({ table }: PlanStep): boolean => /^[_(<]|^\d|^CONSTANT$/.test(table);
const isSmall = ({ rows }: PlanStep): boolean => rows !== null && rows <= READ_WHOLE;

describeDemo('look-ups of the reference mappings', (engine) => {
  const statements: SentStatement[] = [];
  const opened = new Map<string, LegacyDatabase>();
  const refused = new Set<string>();
  const cleaned = new Set<string>();
  let databases: DemoDatabases;
  let catalog: LegacyCatalog;
  let reader: LegacyReader;

  beforeAll(async () => {
    databases = await engine.create(PARTIES);
    const urlFor = (source: string): string => databases.urls[systemOf(source)];
    for (const system of SYSTEMS) opened.set(system, openLegacyDatabase(system, urlFor(system)));
    const onStatement = (statement: SentStatement): number => statements.push(statement);
    catalog = await openCatalog({ sourcesFile: join(__dirname, '../../../demo/sources.yaml'), urlFor, onStatement });
    reader = catalog.reader({ today: '2026-06-30', deadlineMs: 600_000 });
  });
  afterAll(async () => {
    await catalog.close();
    for (const database of opened.values()) await database.close();
    await databases.drop();
  });

  const systemOf = (source: string): System => SYSTEMS.find((each) => each === source) ?? 'finance';

  async function planOf({ source, sql, params }: SentStatement): Promise<readonly PlanStep[]> {
    const database = opened.get(source);
    if (!database) throw new Error(`No database ${source}`);
    const query = (text: string, values: SentStatement['params']) =>
      database.query(text, values, { rowType: 'plan', timeoutMs: 60_000 });
    return queryPlan(query, database.dialect, sql, params);
  }

  /** What a read does without an index, a line each; a read whose plan names no table at all would prove nothing. */
  async function withoutIndex(name: string, read: () => Promise<unknown>): Promise<readonly string[]> {
    statements.length = 0;
    await read();
    const sent = statements.splice(0);
    const found: string[] = sent.length === 0 ? [`${name}: nothing was read`] : [];
    for (const statement of sent) {
      if (STORED_TEXTS.test(statement.sql)) {
        // A read that is refused leaves those of other sources under way: their statements come during the next one.
        if (name.startsWith(`${statement.source} ${statement.rowType} `))
          cleaned.add(name.replace(/ (all|first|count) by /, ' by '));
        continue;
      }
      const steps = (await planOf(statement)).filter((step) => !isOwn(step));
      if (steps.length === 0) found.push(`${name}: the plan reads no table`);
      for (const step of steps) {
        const isShorter = isSmall(step) || (step.access === 'ALL' && FEW_VALUES.test(name));
        const bare = (step.readsAll || step.index === null) && !isShorter;
        if (bare) found.push(`${name}: ${statement.source} ${statement.rowType} ${stepText(step)}`);
      }
    }
    return found;
  }

  /** Some rows of a type in a source, and per reference some keys it leads to. */
  async function sampleOf<T extends RowType>(system: string, type: T) {
    const keys: SourceKey[] = [];
    const targets = new Map<string, Map<string, SourceKey>>(refsOf(type).map((ref) => [ref, new Map()]));
    for await (const rows of reader.scan(system, type, fieldsOf(type))) {
      for (const row of rows) {
        if (keys.length < ASKED) keys.push({ system, key: row.key });
        for (const [ref, known] of targets) {
          const value: unknown = row[ref as FieldOf<T>];
          if (isRowRef(value) && known.size < ASKED) known.set(value.key, { system: value.system, key: value.key });
        }
      }
      if (keys.length === ASKED && [...targets.values()].every(({ size }) => size === ASKED)) break;
    }
    return { keys, targets: [...targets].map(([ref, known]) => ({ ref, parents: [...known.values()].map((key) => [key]) })) };
  }

  it.each(TYPES)(
    'find %s by key, and by all it refers to, through an index, but for texts that have to be cleaned first',
    async (type) => {
      for (const system of reader.systemsOf(type)) {
        const { keys, targets } = await sampleOf(system, type);
        const name = `${system} ${type}`;
        expect(`${name} ${keys.length > 0}`).toBe(`${name} true`);
        const found = [...(await withoutIndex(`${name} by key`, () => reader.byKeys(type, keys, fieldsOf(type))))];
        for (const { ref, parents } of targets.filter((target) => target.parents.length > 0)) {
          try {
            for (const [read, run] of readsByRef(type, ref as RefOf<RowType>, parents)) {
              found.push(...(await withoutIndex(`${name} ${read} ${ref}`, run)));
            }
          } catch (error) {
            if (!isRefusal(error)) throw error;
            refused.add(`${name} by ${ref}`);
          }
        }
        expect(found).toEqual([]);
      }
    },
  );

  it('read stored texts for references that are cleaned, and for no other', () => {
    expect([...cleaned].filter((name) => !/ by (key|sameAs)$/.test(name)).sort()).toEqual([
      'finance Invoice by order',
      'sales Contract by renewalOf',
      'sales Order by contract',
      'tickets Ticket by order',
    ]);
    // Finance has no such reference, so that its parties cannot be asked for by it.
    expect([...refused].sort()).toEqual(['pms Party by sameAs', 'sales Party by sameAs', 'tickets Party by sameAs']);
  });

  function readsByRef(type: RowType, ref: RefOf<RowType>, parents: SourceKey[][]) {
    const sort = { field: orderOf(type) as FieldOf<RowType>, descending: true };
    const reads: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['all by', () => reader.allByRef(type, ref, parents, fieldsOf(type))],
      ['first by', () => reader.listByRef(type, ref, parents, { fields: [], sort, first: 10 })],
      ['count by', () => reader.countByRef(type, ref, parents)],
    ];
    return reads;
  }
});
