import type { ColumnProfile, TableProfile } from './column-profile';
import { keyOf } from './find-key';
import { leadsTo } from './reference-by-data';

const MOST_CODES = 200;
const NAMES = /name|title|label|descr|text|caption|bezeichnung/i;

/** A small table that a column leads to and that says what its codes mean. */
export interface CodeTable {
  readonly table: string;
  readonly key: string;
  readonly name: ColumnProfile;
  readonly why: string;
}

export function codeTableOf(from: TableProfile, column: ColumnProfile, profiles: readonly TableProfile[]): CodeTable | null {
  const foreignKey = from.table.foreignKeys.find(({ columns }) => columns.length === 1 && columns[0] === column.column.name);
  const declared = profiles.find(({ table }) => table.name === foreignKey?.table);
  const led = declared ? null : byData(from, column, profiles);
  const target = declared ?? led?.target;
  const key = target && keyOf(target);
  if (!target || key?.length !== 1 || !target.isComplete || target.columns.every(({ rows }) => rows > MOST_CODES)) return null;
  const texts = target.columns.filter(({ column: each, filled }) => each.kind === 'text' && filled > 0);
  const name = texts.find(({ column: each }) => NAMES.test(each.name)) ?? texts[0];
  return name ? { table: target.table.name, key: key[0] ?? '', name, why: led?.why ?? 'a foreign key' } : null;
}

/** The table whose name the column carries, and whose keys its values are. */
function byData(from: TableProfile, column: ColumnProfile, profiles: readonly TableProfile[]) {
  const led = profiles.flatMap((target) => {
    const leading = leadsTo(from, column, target);
    return leading?.isNamed ? [{ target, ...leading }] : [];
  });
  return led.toSorted((a, b) => a.target.table.rows - b.target.table.rows)[0] ?? null;
}
