import { NO_MORE, type Stored, type StoredCondition } from '../codec/codec';
import type { Expression } from '../expression/ast';
import type { DialectName } from '../expression/print-sql';
import { isPredicate } from '../mapping/build-field';
import { isHard, kindOf, type RefField, type StoredField } from '../mapping/mapping';
import { hasMeaning, holds, type FieldCondition } from './condition';
import { keyColumnsOf } from './key-columns';
import { notKept, notSupported } from './refusal';
import { tuple, type RowSetPrinter } from './row-set-printer';
import { moveCondition, solve } from './solve';
import { textSql } from './text-sql';
import type { Bound } from './statement';

/** What the database does of a condition; rows it lets through are decoded and checked unless it is exact. */
export interface PushedCondition {
  readonly sql: string;
  /** The SQL holds for exactly the rows that fulfil the condition. */
  readonly exact: boolean;
  /** The SQL leaves rows out. */
  readonly narrows: boolean;
}

const NO_ROW: PushedCondition = { sql: '1 = 0', exact: true, narrows: true };
const EVERY_ROW: PushedCondition = { sql: '1 = 1', exact: true, narrows: false };
/** Reads are bounded by keys or parents, so that what has no form in SQL is decided on decoded rows. */
const DECIDED_DECODED: PushedCondition = { sql: '1 = 1', exact: false, narrows: false };

const superset = (sql: string): PushedCondition => ({ sql, exact: false, narrows: true });

/**
 * The condition as SQL over stored columns, as far as there is such SQL.
 * @throws DomainError NOT_AVAILABLE when the source does not keep the field, FILTER_NOT_SUPPORTED when the condition has no meaning for it
 */
export function pushCondition(printer: RowSetPrinter, source: string, condition: FieldCondition): PushedCondition {
  const { rowSet } = printer;
  const kind = kindOf(rowSet, condition.field);
  const refuse = (why: string) => notSupported(source, rowSet.type, condition.field, why);
  const derived = rowSet.derived.get(condition.field);
  const field = rowSet.fields.get(condition.field);
  if (!derived && !field) throw notKept(source, rowSet, condition.field);
  if (!hasMeaning(kind, condition)) throw refuse(`a ${kind} cannot be compared with "${condition.op}"`);
  if (derived) return pushNarrow(printer, derived.narrow, condition);
  switch (field?.kind) {
    case undefined:
      return DECIDED_DECODED;
    case 'constant':
      return holds(kind, field.value, condition) ? EVERY_ROW : NO_ROW;
    case 'ref':
      if (!isHard(field)) throw refuse('a reference by text has to be looked up and cannot be filtered');
      return pushRef(printer, field, condition);
    case 'stored':
      return pushStored(printer, field, condition);
  }
}

function pushStored(printer: RowSetPrinter, field: StoredField, condition: FieldCondition): PushedCondition {
  const [expression] = field.from;
  if (!expression || field.from.length > 1) return DECIDED_DECODED;
  if (isPredicate(expression) && readsTruth(field)) return pushPredicate(printer.print(expression), condition);
  const inverse = field.codec.invert(condition);
  if (!inverse) return DECIDED_DECODED;
  if (inverse.op === 'text' || inverse.op === 'null' || inverse.op === 'prefix' || inverse.op === 'never')
    return { sql: storedSql(printer, printer.print(expression), inverse), exact: inverse.exact, narrows: true };
  const solved = solve(expression);
  const moved = solved && moveCondition(solved, inverse);
  return moved ? superset(storedSql(printer, printer.print(solved.column), moved)) : DECIDED_DECODED;
}

/** The field is what the predicate says, with nothing translated on the way. */
function readsTruth({ codec }: StoredField): boolean {
  const [yes, no, unknown] = [1, 0, null].map((stored) => codec.decode(stored, null, NO_MORE));
  return yes === true && no === false && unknown === null;
}

function pushPredicate(sql: string, condition: FieldCondition): PushedCondition {
  if (condition.op === 'isNull') return { sql: `${sql} is ${condition.value ? '' : 'not '}null`, exact: true, narrows: true };
  if (condition.op !== 'in') return DECIDED_DECODED;
  const wanted = new Set(condition.values.map(String));
  const parts = [...(wanted.has('true') ? [sql] : []), ...(wanted.has('false') ? [`not ${sql}`] : [])];
  return parts.length > 0 ? { sql: parts.join(' or '), exact: true, narrows: true } : NO_ROW;
}

/** A condition of a codec on a stored value, as SQL. */
export function storedSql(printer: RowSetPrinter, column: string, condition: StoredCondition): string {
  const { bind } = printer.statement;
  const list = (values: readonly Stored[]): string => `(${values.map(bind).join(', ')})`;
  switch (condition.op) {
    case 'never':
      return '1 = 0';
    case 'text':
      return `${indexed(printer, column, condition.values)}${textSql(printer.dialect, column)} in ${list(condition.values)}`;
    case 'in':
      return `${typed(printer.dialect, column, condition)} in ${list(condition.values)}`;
    case 'prefix':
      return `${holding(printer.dialect, column, condition.text)} like ${bind(pattern(condition.text))} escape '!'`;
    case 'range': {
      const { low, high, except } = condition;
      const value = typed(printer.dialect, column, condition);
      const parts = [
        ...(low ? [`${value} >${low.inclusive ? '=' : ''} ${bind(low.value)}`] : []),
        ...(high ? [`${value} <${high.inclusive ? '=' : ''} ${bind(high.value)}`] : []),
        ...(except?.length ? [`${value} not in ${list(except)}`] : []),
      ];
      return parts.length === 0 ? `${column} is not null` : `(${parts.join(' and ')})`;
    }
    case 'null': {
      if (condition.values.length === 0) return `${column} is ${condition.negated ? 'not ' : ''}null`;
      const listed = `${textSql(printer.dialect, column)} ${condition.negated ? 'not ' : ''}in ${list(condition.values)}`;
      return condition.negated ? `(${column} is not null and ${listed})` : `(${column} is null or ${listed})`;
    }
  }
}

const PLAIN_COLUMN = /^`[^`]+`\.`[^`]+`$/;
const MOST_RANGES = 16;

/**
 * MySQL has no index for a text that is converted to be compared to the letter, so a condition stands before it that finds a little more
 * and has one: whatever the collation, and with trailing blanks.
 */
function indexed({ dialect, statement }: RowSetPrinter, column: string, values: readonly Stored[]): string {
  const texts = values.map(String);
  const isShort = texts.length <= MOST_RANGES && texts.every((text) => /^[\x21-\x7e]/.test(text) && /^[\0-\x7f]*$/.test(text));
  if (dialect !== 'mysql' || !isShort || !PLAIN_COLUMN.test(column)) return '';
  return `(${texts.map((text) => `${column} like ${statement.bind(pattern(text))} escape '!'`).join(' or ')}) and `;
}

/** A text in a pattern of `like ... escape '!'`. */
export const escaped = (text: string): string => text.replace(/[!%_]/g, '!$&');
const pattern = (prefix: string): string => `${escaped(prefix)}%`;

// MySQL refuses to compare a column with a character that its character set does not have.
const holding = (dialect: DialectName, column: string, text: string): string =>
  dialect === 'mysql' && /[^\0-\x7f]/.test(text) ? `convert(${column} using utf8mb4)` : column;

// MySQL compares a column with a number as a number, SQLite by the type the column was declared with.
function typed(dialect: DialectName, column: string, { numbers = false }: { readonly numbers?: boolean }): string {
  return numbers && dialect === 'sqlite' ? `cast(${column} as numeric)` : column;
}

/** Each column that has a pattern fits it; whatever the collation, what fits to the letter is among what fits. */
export function likePatterns(printer: RowSetPrinter, columns: readonly string[], patterns: readonly (string | null)[]): string {
  const { dialect, statement } = printer;
  const parts = columns.flatMap((column, place) => {
    const text = patterns[place] ?? null;
    return text === null ? [] : [`${holding(dialect, column, text)} like ${statement.bind(text)} escape '!'`];
  });
  return parts.length > 0 ? `(${parts.join(' and ')})` : '1 = 1';
}

function pushRef(printer: RowSetPrinter, field: RefField, condition: FieldCondition): PushedCondition {
  if (condition.op === 'in') {
    const columns = keyColumnsOf(field);
    if (!columns) return DECIDED_DECODED;
    const keys = condition.values.flatMap((key) => columns.values(String(key)) ?? []);
    if (keys.length === 0) return NO_ROW;
    // To the letter and without padding, as keys are compared: no collation may find less.
    const parts = columns.expressions.map((part) => textSql(printer.dialect, printer.print(part)));
    return superset(inTuples(printer, parts, keys));
  }
  // A part can also be blank or one of `nulls`.
  if (condition.op !== 'isNull' || condition.value) return DECIDED_DECODED;
  return superset(`(${field.from.map((part) => `${printer.print(part)} is not null`).join(' and ')})`);
}

function pushNarrow(printer: RowSetPrinter, narrow: ReadonlyMap<string, Expression>, condition: FieldCondition): PushedCondition {
  if (condition.op !== 'in') return DECIDED_DECODED;
  const parts = condition.values.map((value) => narrow.get(String(value)) ?? narrow.get('*'));
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return DECIDED_DECODED;
  if (known.length === 0) return NO_ROW;
  return superset(`(${known.map((part) => printer.print(part)).join(' or ')})`);
}

/** `(a, b) in (…)` with every value bound as text: a number compared with a CHAR key would scan the table. */
export function inTuples(printer: RowSetPrinter, columns: readonly string[], tuples: readonly (readonly Bound[])[]): string {
  const { bind } = printer.statement;
  const rows = tuples.map((values) => (values.length === 1 ? values.map(bind).join('') : `(${values.map(bind).join(', ')})`));
  if (printer.dialect === 'mysql' || columns.length === 1) return `${tuple(columns)} in (${rows.join(', ')})`;
  return `${tuple(columns)} in (values ${rows.join(', ')})`;
}
