import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { SYSTEMS, type System } from '../../../demo/ddl/table-definition';

/** What is planted into one column of a legacy database, in every row that has a value there. */
export interface Canary {
  readonly system: System;
  readonly table: string;
  readonly column: string;
  /** Fields of the mapping, as `Party.name`, that are read from the column; `Party.name in pms` are those of one system. */
  readonly fields: readonly string[];
  /** SQL of the value, made of that of the row. */
  readonly value: string;
  /** How the value is found wherever it appears. */
  readonly trace: RegExp;
}

const Field = z.union([z.string(), z.object({ from: z.union([z.string(), z.array(z.string())]) })]);
const File = z.object({
  rows: z.record(
    z.string(),
    z.object({
      from: z.union([z.string(), z.array(z.string())]),
      with: z.record(z.string(), z.object({ one: z.string().optional(), all: z.string().optional() })).default({}),
      fields: z.record(z.string(), z.unknown()),
    }),
  ),
});
type RowType = z.infer<typeof File>['rows'][string];

/** Canaries for the columns that the demo mappings read the given fields from, one kind of value for each field. */
export function canariesOf(fields: readonly string[]): readonly Canary[] {
  const columns = new Map<string, { system: System; table: string; column: string; fields: string[] }>();
  for (const system of SYSTEMS) {
    const path = join(__dirname, `../../../demo/mappings/${system}.mapping.yaml`);
    const { rows } = File.parse(parse(readFileSync(path, 'utf8')));
    for (const at of fields) {
      const [, type = '', field = '', only = system] = /^(\w+)\.(\w+)(?: in (\w+))?$/.exec(at) ?? [];
      const row = only === system ? rows[type] : undefined;
      for (const { table, column } of row ? columnsOf(row, field) : []) {
        const key = `${system} ${table} ${column}`;
        const known = columns.get(key) ?? { system, table, column, fields: [] };
        if (!known.fields.includes(at)) known.fields.push(at);
        columns.set(key, known);
      }
    }
  }
  const all = [...columns.values()];
  const kinds = [...new Set(all.map((each) => each.fields[0] ?? ''))];
  return all.map((each) => ({
    ...each,
    ...valueOf(each.fields[0] ?? '', each.column, kinds.indexOf(each.fields[0] ?? '') + 10),
  }));
}

function columnsOf(row: RowType, field: string): readonly { readonly table: string; readonly column: string }[] {
  const parsed = Field.safeParse(row.fields[field]);
  if (!parsed.success) return [];
  const { data } = parsed;
  const text = typeof data === 'string' ? data : [data.from].flat().join(' ');
  const tables = new Map<string, readonly string[]>();
  for (const [table = '', alias = ''] of [row.from].flat().map((each) => each.split(' ')))
    tables.set(alias, [...(tables.get(alias) ?? []), table]);
  for (const [alias, { one, all }] of Object.entries(row.with)) tables.set(alias, [one ?? all ?? '']);
  return [...text.matchAll(/\b([a-z]+)\.([A-Za-z]\w*)/g)].flatMap(([, alias = '', column = '']) =>
    (tables.get(alias) ?? []).map((table) => ({ table, column })),
  );
}

/**
 * Values that the columns can hold: numbers of the right length, days, and words behind those that are there. What is the same in two systems
 * stays the same, for that tells that two records are one customer.
 */
function valueOf(field: string, column: string, no: number): Pick<Canary, 'value' | 'trace'> {
  // Letters alone, so that a name stays one.
  const word = `KNY${String.fromCharCode(65 + Math.floor(no / 26), 65 + (no % 26))}X`;
  const name = /\.(\w+)/.exec(field)?.[1] ?? '';
  const digits = `substr('00000' || replace(replace("${column}", '-', ''), ' ', ''), -5)`;
  if (/[pP]hones?$/.test(name)) return { value: `'1397${no}' || ${digits}`, trace: new RegExp(`(?<!\\d)1397${no}\\d{5}(?!\\d)`) };
  if (/(On|Date)$/.test(name)) return { value: `'18${no}-11-17'`, trace: new RegExp(`18${no}-11-17`) };
  if (/^(stays|nights|noShows|cancels)$/.test(name))
    return { value: `876543${no}`, trace: new RegExp(`(?<!\\d)876543${no}(?!\\d)`) };
  const trace = new RegExp(word, 'i');
  if (name === 'email') return { value: `'${word}' || "${column}"`, trace };
  if (/^(taxNo|idNo)$/.test(name)) return { value: `'${word}' || substr("${column}", 7)`, trace };
  if (name === 'preferences') return { value: `replace("${column}", ',', '${word},') || '${word}'`, trace };
  return { value: `"${column}" || '${word}'`, trace };
}
