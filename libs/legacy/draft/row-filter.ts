import { roleOf } from '../check/column-role';
import type { ColumnProfile, TableProfile } from './column-profile';
import { columnText, open, proposed, type DraftLine } from './draft-line';

const SET: ReadonlySet<string> = new Set(['1', 'X', 'Y', 'J', 'T', 'D']);

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
export function draftFilter(profile: TableProfile, alias: string, key: readonly string[]): RowFilter {
  const conditions: string[] = [];
  const reasons: string[] = [];
  const remarks: DraftLine[] = [];
  const params = new Map<string, string>();
  const columns: string[] = [];
  for (const each of profile.columns) {
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
      const [[value] = ['']] = [...each.values].toSorted((a, b) => b[1] - a[1]);
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
  const set = [...values.keys()].filter((value) => SET.has(value.toUpperCase()));
  const isNumber = column.kind === 'number';
  const [deleted] = set.length > 0 ? set : isNumber || values.has('0') ? ['1'] : [];
  if (deleted === undefined || set.length > 1) return null;
  const value = isNumber ? deleted : `'${deleted}'`;
  return nulls > 0 ? `coalesce(${name}, ${isNumber ? '0' : "'0'"}) <> ${value}` : `${name} <> ${value}`;
}

export function valuesText({ values, filled, rows }: ColumnProfile, most = 12): string {
  const sorted = [...values].toSorted((a, b) => b[1] - a[1]);
  const shown = sorted.slice(0, most).map(([value, count]) => `'${value.slice(0, 20)}' (${count})`);
  const empty = rows - filled > 0 ? [`empty (${rows - filled})`] : [];
  return [...shown, ...(sorted.length > most ? [`${sorted.length - most} more`] : []), ...empty].join(', ');
}
