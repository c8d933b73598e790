import Decimal from 'decimal.js';
import type { StoredCondition, Stored } from '../codec/codec';
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

/** The condition on the column; not exact any more when values had to be moved. Null when a value is no number. */
export function moveCondition(solved: Solved, condition: StoredCondition): StoredCondition | null {
  if (!solved.moved) return condition;
  const { back, flips } = solved;
  switch (condition.op) {
    case 'never':
      return condition;
    case 'prefix':
      return null;
    case 'in':
    case 'null': {
      const values = condition.values.filter((value) => value !== '').map((value) => move(value, back));
      return values.every((value) => value !== undefined) ? { ...condition, exact: false, values } : null;
    }
    case 'range': {
      const { low, high, except = [] } = condition;
      const ends = [low, high].map((bound) => bound && { ...bound, value: move(bound.value, back) });
      const moved = except.map((value) => move(value, back));
      const [first, second] = flips ? [ends[1], ends[0]] : ends;
      if ([first, second].some((end) => end && end.value === undefined) || moved.some((value) => value === undefined))
        return null;
      return {
        exact: false,
        op: 'range',
        ...(first?.value === undefined ? {} : { low: { value: first.value, inclusive: first.inclusive } }),
        ...(second?.value === undefined ? {} : { high: { value: second.value, inclusive: second.inclusive } }),
        except: moved.filter((value) => value !== undefined),
      };
    }
  }
}

function step(inner: Solved | null, undo: (value: Decimal) => Decimal, flips: boolean): Solved | null {
  return inner && { column: inner.column, back: (value) => inner.back(undo(value)), flips: flips !== inner.flips, moved: true };
}

function move(value: Stored, back: (value: Decimal) => Decimal): Stored | undefined {
  if (value === null || !/^-?\d+(\.\d+)?$/.test(String(value))) return undefined;
  const moved = back(new Decimal(value)).toFixed();
  // SQLite compares text with a number by type; what is exact as a number is bound as one.
  return String(Number(moved)) === moved ? Number(moved) : moved;
}

function numberOf(expression: Expression): Decimal | null {
  if (expression.kind === 'number') return new Decimal(expression.text);
  return expression.kind === 'negate' && expression.operand.kind === 'number'
    ? new Decimal(expression.operand.text).negated()
    : null;
}
