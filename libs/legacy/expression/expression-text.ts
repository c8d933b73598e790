import type { Expression } from './ast';
import { printSql } from './print-sql';

/** An expression as a mapping writes it, for messages: `sum(a.AMT_FC)`. */
export function expressionText(expression: Expression): string {
  if (expression.kind === 'param') return `:${expression.name}`;
  return printSql(expression, {
    dialect: 'mysql',
    column: (alias, name) => (alias === null ? name : `${alias}.${name}`),
    param: (name) => `:${name}`,
    bind: (value) => `'${String(value)}'`,
    aggregate: ({ name, args }) => `${name}(${args.map(expressionText).join(', ')})`,
  });
}
