import { DomainError } from '#core/errors';
import type { RowType } from '../canonical/row-types';
import type { CanonicalCondition, Stored, StoredCondition } from '../codec/codec';
import { isPredicate } from '../mapping/build-field';
import { isHard, type RefField, type StoredField } from '../mapping/mapping';
import { splitKey, withoutLabel } from './key-text';
import { tuple, type RowSetPrinter } from './row-set-printer';
import { moveCondition, solve } from './solve';
import type { Bound } from './statement';

/** A condition on one field, whatever its row type. */
export type FieldCondition = CanonicalCondition & { readonly field: string };

/** `exact`: holds for exactly the rows that fulfil the condition; otherwise the decoded rows are checked again. */
export interface PushedCondition {
  readonly sql: string;
  readonly exact: boolean;
}

/** A filter or sort one source cannot answer; a caller can leave it out or ask for another field. */
export function notSupported(source: string, type: RowType, field: string, what: string): DomainError {
  return new DomainError('FILTER_NOT_SUPPORTED', `${type}.${field} of source ${source}: ${what}`, { source, type, field });
}

const NO_ROW: PushedCondition = { sql: '1 = 0', exact: true };
const EVERY_ROW: PushedCondition = { sql: '1 = 1', exact: true };

/** The condition as SQL over stored columns. @throws DomainError FILTER_NOT_SUPPORTED when the field has no inverse */
export function pushCondition(printer: RowSetPrinter, source: string, condition: FieldCondition): PushedCondition {
  const { rowSet } = printer;
  const refuse = (why: string): DomainError => notSupported(source, rowSet.type, condition.field, why);
  const derived = rowSet.derived.get(condition.field);
  if (derived) return pushNarrow(printer, derived.narrow, condition, refuse);
  const field = rowSet.fields.get(condition.field);
  if (!field) throw refuse('this source does not keep it, so it cannot be filtered; leave the condition out');
  if (field.kind === 'constant') return constantHolds(field.value, condition) ? EVERY_ROW : NO_ROW;
  return field.kind === 'ref' ? pushRef(printer, field, condition, refuse) : pushStored(printer, field, condition, refuse);
}

type Refuse = (why: string) => DomainError;

function pushStored(printer: RowSetPrinter, field: StoredField, condition: FieldCondition, refuse: Refuse): PushedCondition {
  const [expression] = field.from;
  if (!expression || field.from.length > 1) throw refuse('a value made of several columns has no inverse');
  if (isPredicate(expression)) {
    if (condition.op !== 'in') throw refuse('a condition can be filtered by true or false only');
    const wanted = new Set(condition.values.map((value) => value === true || value === 'true'));
    const sql = printer.print(expression);
    return { sql: [...wanted].map((value) => (value ? sql : `not ${sql}`)).join(' or ') || '1 = 0', exact: true };
  }
  const solved = solve(expression);
  if (!solved || printer.rowSet.links.get(solved.column.alias ?? '')?.kind === 'all') {
    throw refuse('this expression has no inverse; filter a stored field or add a narrow to a derived one');
  }
  const inverse = field.codec.invert(condition);
  const moved = inverse && moveCondition(solved, inverse);
  if (!moved) throw refuse(`its stored form cannot be searched with "${condition.op}"; filter another field`);
  return { sql: storedSql(printer, printer.print(solved.column), moved), exact: moved.exact };
}

/** A condition of a codec on a stored column, as SQL. */
export function storedSql(printer: RowSetPrinter, column: string, condition: StoredCondition): string {
  const { bind } = printer.statement;
  const list = (values: readonly Stored[]): string => `(${values.map(bind).join(', ')})`;
  switch (condition.op) {
    case 'never':
      return '1 = 0';
    case 'in':
      return condition.values.length === 0 ? '1 = 0' : `${column} in ${list(condition.values)}`;
    case 'prefix':
      return `${column} like ${bind(`${condition.text.replace(/[!%_]/g, '!$&')}%`)} escape '!'`;
    case 'range': {
      const parts = [
        ...(condition.low ? [`${column} >${condition.low.inclusive ? '=' : ''} ${bind(condition.low.value)}`] : []),
        ...(condition.high ? [`${column} <${condition.high.inclusive ? '=' : ''} ${bind(condition.high.value)}`] : []),
        ...(condition.except?.length ? [`${column} not in ${list(condition.except)}`] : []),
      ];
      return parts.length === 0 ? `${column} is not null` : `(${parts.join(' and ')})`;
    }
    case 'null': {
      if (condition.values.length === 0) return `${column} is ${condition.negated ? 'not ' : ''}null`;
      // MySQL would compare a number or a date column with '' as 0.
      const text = printer.dialect === 'mysql' ? `concat(${column}, '')` : column;
      return condition.negated
        ? `(${column} is not null and ${text} not in ${list(condition.values)})`
        : `(${column} is null or ${text} in ${list(condition.values)})`;
    }
  }
}

function pushRef(printer: RowSetPrinter, field: RefField, condition: FieldCondition, refuse: Refuse): PushedCondition {
  if (!isHard(field)) throw refuse('a reference by text has to be looked up and cannot be filtered');
  if (condition.op === 'in') {
    const columns = keyColumnsOf(field);
    if (!columns) throw refuse('its key is not made of plain columns, so it cannot be filtered');
    const keys = condition.values.flatMap((key) => columns.values(String(key)) ?? []);
    if (keys.length === 0) return NO_ROW;
    return {
      sql: inTuples(
        printer,
        columns.expressions.map((part) => printer.print(part)),
        keys,
      ),
      exact: false,
    };
  }
  if (condition.op !== 'isNull') throw refuse(`a reference cannot be compared with "${condition.op}"`);
  const parts = field.from.map((part) => `${printer.print(part)} is ${condition.value ? '' : 'not '}null`);
  // A part can also be blank or one of `nulls`: without NULL the row is checked again, with it there may be more rows.
  if (condition.value && field.from.some((part) => !pushable(field, part)))
    throw refuse('its empty values cannot be told in SQL');
  if (!condition.value) return { sql: `(${parts.join(' and ')})`, exact: false };
  const empty = field.from.map((part) => {
    const inverse = field.part.invert({ op: 'isNull', value: true });
    return inverse ? storedSql(printer, printer.print(part), inverse) : '1 = 1';
  });
  return { sql: `(${empty.join(' or ')})`, exact: false };
}

function pushable(field: RefField, part: RefField['from'][number]): boolean {
  return (part.kind === 'column' || part.kind === 'literal') && field.part.invert({ op: 'isNull', value: true }) !== null;
}

function pushNarrow(
  printer: RowSetPrinter,
  narrow: ReadonlyMap<string, Parameters<RowSetPrinter['print']>[0]>,
  condition: FieldCondition,
  refuse: Refuse,
): PushedCondition {
  if (condition.op !== 'in') throw refuse('a computed value can be filtered by equality only');
  const parts = condition.values.map((value) => narrow.get(String(value)) ?? narrow.get('*'));
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) throw refuse('a computed value has no inverse; filter a stored field or add a narrow');
  if (known.length === 0) return NO_ROW;
  return { sql: `(${known.map((part) => printer.print(part)).join(' or ')})`, exact: false };
}

function constantHolds(value: unknown, condition: FieldCondition): boolean {
  if (condition.op === 'isNull') return (value === null) === condition.value;
  if (value === null) return false;
  if (condition.op === 'in') return condition.values.some((each) => String(each) === String(value));
  if (condition.op === 'prefix') return String(value).startsWith(condition.value);
  const [left, right] = [String(value), String(condition.value)];
  const order = left < right ? -1 : left > right ? 1 : 0;
  return { gt: order > 0, ge: order >= 0, lt: order < 0, le: order <= 0 }[condition.op];
}

/** The columns of a hard ref and how a key becomes their values; null when a part is neither column nor literal. */
export function keyColumnsOf(field: RefField) {
  const label = field.targets[0]?.label ?? null;
  const invertible = field.part.invert({ op: 'in', values: [] }) !== null;
  if (!invertible || field.from.some(({ kind }) => kind !== 'column' && kind !== 'literal')) return null;
  return {
    expressions: field.from.filter(({ kind }) => kind === 'column'),
    /** Null: no row of this source refers to such a key. */
    values(key: string): [readonly string[]] | null {
      const own = withoutLabel(label, key);
      const parts = own === null ? null : splitKey(own, field.from.length);
      if (!parts) return null;
      const fits = field.from.every((part, index) => part.kind !== 'literal' || String(part.value) === parts[index]);
      return fits ? [parts.filter((_part, index) => field.from[index]?.kind === 'column')] : null;
    },
  };
}

/** `(a, b) in (…)` with every value bound as text: a number compared with a CHAR key would scan the table. */
export function inTuples(printer: RowSetPrinter, columns: readonly string[], tuples: readonly (readonly Bound[])[]): string {
  const { bind } = printer.statement;
  const rows = tuples.map((values) => (values.length === 1 ? values.map(bind).join('') : `(${values.map(bind).join(', ')})`));
  if (printer.dialect === 'mysql' || columns.length === 1) return `${tuple(columns)} in (${rows.join(', ')})`;
  return `${tuple(columns)} in (values ${rows.join(', ')})`;
}
