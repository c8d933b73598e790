import type Decimal from 'decimal.js';
import type { StoredCondition, Stored } from '../codec/codec';
import { ExactDecimal } from '../codec/exact-decimal';
import { numeric } from '../codec/number-codec';
import type { Expression } from '../expression/ast';

/** An expression that is a column moved by +, -, * or / with numbers, and how a value of it is moved back to the column. */
export interface Solved {
  readonly column: Extract<Expression, { kind: 'column' }>;
  readonly back: (value: Decimal) => Decimal;
  /** Larger values of the expression are smaller values of the column. */
  readonly flips: boolean;
  readonly moved: boolean;
}

/** Solves an expression for its one column; null when it has no inverse. */
export function solve(expression: Expression): Solved | null {
  if (expression.kind === 'column') return { column: expression, back: (value) => value, flips: false, moved: false };
  if (expression.kind === 'negate') return step(solve(expression.operand), (value) => value.negated(), true);
  if (expression.kind !== 'binary') return null;
  const left = numberOf(expression.left);
  const right = numberOf(expression.right);
  const factor = left ?? right;
  const inner = left ? expression.right : expression.left;
  if (!factor || (left && right)) return null;
  switch (expression.op) {
    case '+':
      return step(solve(inner), (value) => value.minus(factor), false);
    case '-':
      return left
        ? step(solve(inner), (value) => factor.minus(value), true)
        : step(solve(inner), (value) => value.plus(factor), false);
    case '*':
      return factor.isZero() ? null : step(solve(inner), (value) => value.div(factor), factor.isNegative());
    case '/':
      return left || factor.isZero() ? null : step(solve(inner), (value) => value.times(factor), factor.isNegative());
    default:
      return null;
  }
}

/**
 * The condition on the column, where values can be moved back to it: one that finds a little more, for databases round what they divide.
 * Null when it has no such form, or a value is no number.
 */
export function moveCondition(solved: Solved, condition: StoredCondition): StoredCondition | null {
  if (!solved.moved) return condition;
  switch (condition.op) {
    case 'never':
      return condition;
    case 'prefix':
    case 'text':
      return null;
    case 'null':
      return condition.values.length === 0 ? condition : null;
    case 'in': {
      const values = condition.values.map(numberIn);
      const known = values.filter((value) => value !== null);
      if (known.length === 0 || known.length < values.length) return null;
      return movedRange(solved, ExactDecimal.min(...known), ExactDecimal.max(...known));
    }
    case 'range': {
      const [low, high] = [condition.low, condition.high].map((end) => (end ? numberIn(end.value) : undefined));
      return low === null || high === null ? null : movedRange(solved, low, high);
    }
  }
}

function movedRange({ back, flips }: Solved, low: Decimal | undefined, high: Decimal | undefined): StoredCondition {
  const from = low && back(low.minus(roundingOf(low)));
  const to = high && back(high.plus(roundingOf(high)));
  const [first, second] = flips ? [to, from] : [from, to];
  return {
    exact: false,
    op: 'range',
    numbers: true,
    ...(first && { low: { value: numeric(first), inclusive: true } }),
    ...(second && { high: { value: numeric(second), inclusive: true } }),
  };
}

// MySQL keeps four digits of a quotient, floats about fifteen of anything.
const roundingOf = (value: Decimal): Decimal => value.abs().times(1e-9).plus(1e-4);

function step(inner: Solved | null, undo: (value: Decimal) => Decimal, flips: boolean): Solved | null {
  return inner && { column: inner.column, back: (value) => inner.back(undo(value)), flips: flips !== inner.flips, moved: true };
}

function numberIn(value: Stored): Decimal | null {
  return value !== null && /^-?\d+(\.\d+)?$/.test(String(value)) ? new ExactDecimal(value) : null;
}

function numberOf(expression: Expression): Decimal | null {
  if (expression.kind === 'number') return new ExactDecimal(expression.text);
  return expression.kind === 'negate' && expression.operand.kind === 'number'
    ? new ExactDecimal(expression.operand.text).negated()
    : null;
}
