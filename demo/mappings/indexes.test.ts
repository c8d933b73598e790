import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readTables, type System, SYSTEMS, type TableDefinition } from '../ddl/table-definition';

interface RowSet {
  readonly from: string | readonly string[];
  readonly key: string | readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly with?: Readonly<Record<string, { readonly one?: string; readonly all?: string }>>;
  readonly changes?: { readonly by?: string; readonly also?: readonly { readonly link: string; readonly by: string }[] };
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [value]).map(String);
/** Plain columns of the row's own table; constants and expressions need no index. */
const columnsOf = (value: unknown): readonly string[] => listOf(value).flatMap((text) => /^\w+\.(\w+)$/.exec(text)?.[1] ?? []);

const rowSets = SYSTEMS.flatMap((system) => {
  const text = readFileSync(join(__dirname, `${system}.mapping.yaml`), 'utf8');
  const { rows } = parse(text, { schema: 'failsafe' }) as { rows: Record<string, RowSet> };
  return Object.entries(rows).map(([type, rowSet]) => ({ system, type, rowSet }));
});

function findsIndex(table: TableDefinition, columns: readonly string[]): boolean {
  const indexes = [table.primaryKey, ...table.indexes.map((index) => index.columns)];
  return indexes.some((index) => columns.every((column) => index.slice(0, columns.length).includes(column)));
}

function tablesOf(system: System, { from }: RowSet): readonly TableDefinition[] {
  const names = listOf(from).map((table) => table.split(' ')[0]);
  return readTables(system).filter(({ name }) => names.includes(name));
}

describe.each(rowSets)('$system $type', ({ system, rowSet }) => {
  const tables = tablesOf(system, rowSet);
  const refs = Object.entries(rowSet.fields).flatMap(([field, definition]) => {
    if (typeof definition !== 'object' || definition === null || !('ref' in definition) || !('from' in definition)) return [];
    return [{ field, columns: columnsOf(definition.from) }];
  });

  it('is found by its key through an index', () => {
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) expect(findsIndex(table, columnsOf(rowSet.key))).toBe(true);
  });

  it('is looked at for changes through an index', () => {
    const { by, also = [] } = rowSet.changes ?? {};
    if (by !== undefined) for (const table of tables) expect(findsIndex(table, columnsOf(by))).toBe(true);
    for (const child of also) {
      const { one, all } = rowSet.with?.[child.link] ?? {};
      const [table] = readTables(system).filter(({ name }) => name === (one ?? all));
      expect(table && findsIndex(table, columnsOf(child.by))).toBe(true);
    }
  });

  it('is found by everything it refers to through an index', () => {
    const bare = tables.flatMap((table) =>
      refs.filter(({ columns }) => !findsIndex(table, columns)).map(({ field }) => `${table.name} ${field}`),
    );
    expect(bare).toEqual([]);
  });
});

it('finds what is referred to by number through an index', () => {
  const targets = rowSets.flatMap(({ rowSet }) =>
    Object.values(rowSet.fields).flatMap((definition) =>
      typeof definition === 'object' && definition !== null && 'ref' in definition && 'by' in definition
        ? listOf(definition.ref).map((ref) => ({ ref, by: String(definition.by) }))
        : [],
    ),
  );
  expect(targets.length).toBeGreaterThan(3);
  for (const { ref, by } of targets) {
    const [type = '', named] = ref.split('.').reverse();
    const found = rowSets.filter((each) => each.type === type && (named === undefined || each.system === named));
    const indexed = found.filter(({ system, rowSet }) =>
      tablesOf(system, rowSet).every((table) => findsIndex(table, columnsOf(rowSet.fields[by]))),
    );
    expect(`${ref} by ${by}: ${indexed.length > 0}`).toBe(`${ref} by ${by}: true`);
  }
});
