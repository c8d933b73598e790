import type { Expression } from './ast';

/** The direct parts of an expression. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'number':
    case 'column':
    case 'param':
      return [];
    case 'negate':
    case 'not':
    case 'isNull':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'in':
      return [expression.operand, ...expression.items];
    case 'between':
      return [expression.operand, expression.low, expression.high];
    case 'like':
      return [expression.operand, expression.pattern];
    case 'case':
      return [
        ...expression.branches.flatMap(({ when, then }) => [when, then]),
        ...(expression.otherwise ? [expression.otherwise] : []),
      ];
    case 'call':
      return expression.args;
  }
}

/** The expression and everything in it, outermost first. */
export function* walk(expression: Expression): Generator<Expression> {
  yield expression;
  for (const part of partsOf(expression)) yield* walk(part);
}

export type Column = Extract<Expression, { kind: 'column' }>;
export type Call = Extract<Expression, { kind: 'call' }>;

export function columnsOf(expression: Expression): readonly Column[] {
  return [...walk(expression)].filter((part): part is Column => part.kind === 'column');
}
