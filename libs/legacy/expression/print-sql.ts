import type { Stored } from '../codec/codec';
import { textSql } from '../compile/text-sql';
import type { Expression } from './ast';
import { isAggregate } from './functions';
import type { Call } from './walk-expression';

export type DialectName = 'mysql' | 'sqlite';

/** Where printed SQL gets its columns, parameters and bound values from. */
export interface PrintContext {
  readonly dialect: DialectName;
  column(alias: string | null, name: string): string;
  param(name: string): Stored;
  /** Adds a value in the order of the text and returns its placeholder. */
  bind(value: Stored): string;
  /** SQL of an aggregate over an `all` link. */
  aggregate(call: Call): string;
}

/** Prints an expression as SQL. Every literal is bound; only checked identifiers are text. */
export function printSql(expression: Expression, context: PrintContext): string {
  const print = (part: Expression): string => printSql(part, context);
  switch (expression.kind) {
    case 'literal':
      if (expression.value === null) return 'null';
      return typeof expression.value === 'boolean' ? (expression.value ? '1' : '0') : context.bind(expression.value);
    case 'number':
      // Digits and one point by the grammar, so there is nothing to inject. Bound text would compare as text in SQLite, and both
      // drivers bind a number as a double, which makes exact decimals inexact in MySQL.
      return expression.text;
    case 'column':
      return context.column(expression.alias, expression.name);
    case 'param':
      return context.bind(context.param(expression.name));
    case 'negate':
      return `(-${print(expression.operand)})`;
    case 'not':
      return `(not ${print(expression.operand)})`;
    case 'binary': {
      const left = print(expression.left);
      // SQLite divides integers without a fraction.
      const widened = expression.op === '/' && context.dialect === 'sqlite' ? `${left} * 1.0` : left;
      return `(${widened} ${expression.op} ${print(expression.right)})`;
    }
    case 'isNull':
      return `(${print(expression.operand)} is ${expression.negated ? 'not ' : ''}null)`;
    case 'in':
      return `(${print(expression.operand)} ${expression.negated ? 'not ' : ''}in (${expression.items.map(print).join(', ')}))`;
    case 'between':
      return `(${print(expression.operand)} between ${print(expression.low)} and ${print(expression.high)})`;
    case 'like':
      // Backslash escapes in MySQL unasked; SQLite has to be told.
      return `(${print(expression.operand)} like ${print(expression.pattern)}${context.dialect === 'sqlite' ? " escape '\\'" : ''})`;
    case 'case': {
      const branches = expression.branches.map(({ when, then }) => `when ${print(when)} then ${print(then)}`).join(' ');
      return `(case ${branches}${expression.otherwise ? ` else ${print(expression.otherwise)}` : ''} end)`;
    }
    case 'call':
      return isAggregate(expression.name) ? context.aggregate(expression) : printCall(expression, context, print);
  }
}

function printCall({ name, args }: Call, { dialect }: PrintContext, print: (part: Expression) => string): string {
  if (name === 'json') return printJson(args, dialect, print);
  const printed = args.map(print);
  // The engine's own: one order of texts or of numbers for all tables of a union, numbers for what is stored as text, and the reverse.
  if (name === 'text') return textSql(dialect, printed.join(''));
  if (name === 'collated') return collated(printed.join(''), dialect);
  if (name === 'decimal' && dialect === 'mysql') return `cast(${printed.join('')} as decimal(65, 20))`;
  if (name === 'decimal') return `cast(${printed.join('')} as numeric)`;
  if (name === 'number') return dialect === 'sqlite' ? `cast(${printed.join('')} as numeric)` : `(${printed.join('')} + 0)`;
  if (dialect === 'sqlite') {
    if (name === 'concat') return `(${printed.join(' || ')})`;
    if (name === 'greatest') return `max(${printed.join(', ')})`;
    if (name === 'least') return `min(${printed.join(', ')})`;
    return `${name}(${printed.join(', ')})`;
  }
  if (name === 'length') return `char_length(${printed.join(', ')})`;
  return `${name}(${printed.join(', ')})`;
}

function collated(printed: string, dialect: DialectName): string {
  // In SQLite a cast keeps the collation of its column, and an operator loses it.
  return dialect === 'sqlite'
    ? `(cast(${printed} as text) || '')`
    : `convert(${printed} using utf8mb4) collate utf8mb4_unicode_ci`;
}

/** The text at a path: NULL for what is no JSON (some servers end the statement there), for JSON null and for nothing; `true` or `false`. */
function printJson([column, path]: readonly Expression[], dialect: DialectName, print: (part: Expression) => string): string {
  if (!column || !path) return 'null';
  const at = (name: string): string => `${name}(${print(column)}, ${print(path)})`;
  const found =
    dialect === 'sqlite'
      ? `case ${at('json_type')} when 'true' then 'true' when 'false' then 'false' else ${at('json_extract')} end`
      : `case json_type(${at('json_extract')}) when 'NULL' then null else json_unquote(${at('json_extract')}) end`;
  return `(case when json_valid(${print(column)}) then ${found} end)`;
}
