import { roleOf } from '../check/column-role';
import type { TableChoice } from './choose-tables';
import type { ColumnProfile } from './column-profile';
import { literal } from './draft-sign';
import { columnText, open, proposed, type DraftLine } from './draft-line';
import { valuesText } from './values-text';

const SET: ReadonlySet<string> = new Set(['1', 'X', 'Y', 'J', 'T', 'D']);

// Of several companies in a table, the one that is meant has most of the rows.
const MOSTLY = 0.5;

// When a row was deleted, and not whether.
const MOMENT = /_?(at|on|date|time)$/i;

export interface RowFilter {
  readonly line: DraftLine | null;
  /** Questions to the person who edits. */
  readonly remarks: readonly DraftLine[];
  /** Values for `source.params`. */
  readonly params: ReadonlyMap<string, string>;
  /** Columns the filter reads. */
  readonly columns: readonly string[];
}

/** `where` from delete flags and tenants; kinds of document become a question. */
export function draftFilter({ profile, kinds, heads }: TableChoice, alias: string, key: readonly string[]): RowFilter {
  const conditions: string[] = [];
  const reasons: string[] = [];
  const remarks: DraftLine[] = [];
  const params = new Map<string, string>();
  const columns: string[] = [];
  if (kinds) {
    const { column, whole, values } = kinds;
    const listed = values.map((value) => literal(column, value)).join(', ');
    conditions.push(`${columnText(alias, column.column.name)} in (${listed})`);
    reasons.push(`CONFIRM which kinds belong here; ${column.column.name}: ${valuesText(whole)}`);
    columns.push(column.column.name);
  }
  if (heads) {
    const { column, values } = heads.kinds;
    conditions.push(`${columnText('h', column.column.name)} in (${values.map((value) => literal(column, value)).join(', ')})`);
    reasons.push('CONFIRM the lines of which kinds belong here');
  }
  for (const each of profile.columns) {
    if (each === kinds?.column) continue;
    const role = roleOf(each.column);
    const name = columnText(alias, each.column.name);
    if (role === 'delete flag') {
      const condition = notDeleted(each, name);
      if (condition === null) continue;
      conditions.push(condition);
      reasons.push(`delete flag ${each.column.name}: ${valuesText(each)}`);
      columns.push(each.column.name);
    } else if (
      role === 'tenant' &&
      each.values.size > 0 &&
      each.values.size < each.filled &&
      each.values.size <= 40 &&
      !key.includes(each.column.name)
    ) {
      const [[value, count] = ['', 0]] = [...each.values].toSorted((a, b) => b[1] - a[1]);
      if (count < each.filled * MOSTLY) {
        remarks.push(open(each.column.name, `CONFIRM are these rows of several companies? ${valuesText(each)}`));
        continue;
      }
      const param = `tenant`;
      params.set(param, value);
      conditions.push(`${name} = :${param}`);
      reasons.push(`CONFIRM tenant ${each.column.name}: ${valuesText(each)}`);
      columns.push(each.column.name);
    } else if (role === 'kind' && each.values.size > 1 && each.values.size <= 40) {
      remarks.push(open(`${each.column.name}`, `CONFIRM are these several kinds of row? ${valuesText(each)}`));
    }
  }
  const line =
    conditions.length === 0 ? null : proposed(`where: "${conditions.join(' and ').replaceAll('"', '\\"')}"`, reasons.join('; '));
  return { line, remarks, params, columns };
}

// NULL is not deleted, and `<>` alone would lose it.
function notDeleted({ column, values, nulls }: ColumnProfile, name: string): string | null {
  if (column.kind === 'date') return `${name} is null`;
  if (MOMENT.test(column.name)) return column.kind === 'number' ? `coalesce(${name}, 0) = 0` : null;
  const set = [...values.keys()].filter((value) => SET.has(value.toUpperCase()));
  const isNumber = column.kind === 'number';
  const [deleted] = set.length > 0 ? set : isNumber || values.has('0') ? ['1'] : [];
  if (deleted === undefined || set.length > 1) return null;
  const value = isNumber ? deleted : `'${deleted}'`;
  return nulls > 0 ? `coalesce(${name}, ${isNumber ? '0' : "'0'"}) <> ${value}` : `${name} <> ${value}`;
}
