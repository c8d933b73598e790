import { money } from '#core/money';
import type { CanonicalValue, Decoded } from '../codec/codec';
import type { Expression } from './ast';
import { callDerive } from './derive-functions';
import { amount, arithmetic, CannotDerive, compare, fromCanonical, isAmount, numeric, truth, type Value } from './derive-value';
import { ExpressionError } from './expression-error';
import { isDeriveFunction } from './functions';
import { columnsOf, walk, type Call } from './walk-expression';

/** The canonical row a derived field is computed from. */
export interface DeriveScope {
  value(field: string): CanonicalValue;
  /** The field is null for a reason: whatever reads it cannot be derived. */
  hasReason(field: string): boolean;
  /** Business day, YYYY-MM-DD. */
  readonly today: string;
  /** ISO 8601 with the offset of the source's time zone; without it `now()` cannot be derived. */
  readonly now?: string | undefined;
}

export interface Derivation {
  /** Canonical fields the expression reads. */
  readonly inputs: readonly string[];
  run(scope: DeriveScope): Decoded;
}

type Evaluate = (scope: DeriveScope) => Value;

const CANNOT: Decoded = { reason: 'CANNOT_DERIVE' };

/**
 * Compiles a `derive` expression: SQL three-valued logic over canonical values, exact decimals, dates as text. A number is money
 * when the amounts it is computed from are, else decimal text.
 * @throws ExpressionError for what only SQL can do
 */
export function compileDerive(expression: Expression): Derivation {
  for (const part of walk(expression)) {
    if (part.kind === 'call' && !isDeriveFunction(part.name))
      throw new ExpressionError(`${part.name} cannot be used in derive`, 0);
    if (part.kind === 'param' || part.kind === 'like') throw new ExpressionError(`${part.kind} cannot be used in derive`, 0);
    if (part.kind === 'column' && part.alias)
      throw new ExpressionError(`${part.alias}.${part.name} is a column; derive reads fields`, 0);
  }
  const inputs = [...new Set(columnsOf(expression).map(({ name }) => name))];
  const evaluate = compile(expression);
  return {
    inputs,
    run(scope) {
      // Poison wins over case and coalesce: an invoice of unknown amount must not become overdue.
      if (inputs.some((field) => scope.hasReason(field))) return CANNOT;
      try {
        return { value: toCanonical(evaluate(scope)) };
      } catch (error) {
        if (error instanceof CannotDerive) return CANNOT;
        throw error;
      }
    },
  };
}

function compile(expression: Expression): Evaluate {
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression;
      return () => value;
    }
    case 'number': {
      const value = amount(expression.text);
      return () => value;
    }
    case 'column': {
      const { name } = expression;
      return (scope) => fromCanonical(scope.value(name));
    }
    case 'negate': {
      const operand = compile(expression.operand);
      return (scope) => {
        const value = numeric(operand(scope));
        return value && { ...value, number: value.number.negated() };
      };
    }
    case 'not': {
      const operand = compile(expression.operand);
      return (scope) => {
        const value = truth(operand(scope));
        return value === null ? null : !value;
      };
    }
    case 'binary':
      return compileBinary(expression);
    case 'isNull': {
      const { negated } = expression;
      const operand = compile(expression.operand);
      return (scope) => (operand(scope) === null) !== negated;
    }
    case 'in':
      return compileIn(expression);
    case 'between': {
      const [operand, low, high] = [compile(expression.operand), compile(expression.low), compile(expression.high)];
      return (scope) => {
        const value = operand(scope);
        return and(compare('>=', value, low(scope)), compare('<=', value, high(scope)));
      };
    }
    case 'case': {
      const branches = expression.branches.map(({ when, then }) => ({ when: compile(when), then: compile(then) }));
      const otherwise = expression.otherwise && compile(expression.otherwise);
      return (scope) => {
        for (const { when, then } of branches) if (truth(when(scope)) === true) return then(scope);
        return otherwise ? otherwise(scope) : null;
      };
    }
    case 'call':
      return compileCall(expression);
    case 'param':
    case 'like':
      throw new ExpressionError(`${expression.kind} cannot be used in derive`, 0);
  }
}

function compileBinary({ op, left, right }: Extract<Expression, { kind: 'binary' }>): Evaluate {
  const [a, b] = [compile(left), compile(right)];
  switch (op) {
    case 'and':
      return (scope) => {
        const first = truth(a(scope));
        return first === false ? false : and(first, truth(b(scope)));
      };
    case 'or':
      return (scope) => {
        const first = truth(a(scope));
        if (first === true) return true;
        const second = truth(b(scope));
        return second === true ? true : first === null || second === null ? null : false;
      };
    case '+':
    case '-':
    case '*':
    case '/':
      return (scope) => arithmetic(op, numeric(a(scope)), numeric(b(scope)));
    default:
      return (scope) => compare(op, a(scope), b(scope));
  }
}

function compileIn({ operand, items, negated }: Extract<Expression, { kind: 'in' }>): Evaluate {
  const value = compile(operand);
  const list = items.map(compile);
  return (scope) => {
    const wanted = value(scope);
    let unknown = false;
    for (const item of list) {
      const equal = compare('=', wanted, item(scope));
      if (equal === true) return !negated;
      unknown ||= equal === null;
    }
    return unknown ? null : negated;
  };
}

function compileCall({ name, args }: Call): Evaluate {
  if (name === 'today') return (scope) => scope.today;
  if (name === 'now') {
    return ({ now }) => {
      if (now === undefined) throw new CannotDerive();
      return now;
    };
  }
  const compiled = args.map(compile);
  if (name === 'coalesce') {
    return (scope) => {
      for (const arg of compiled) {
        const value = arg(scope);
        if (value !== null) return value;
      }
      return null;
    };
  }
  return (scope) =>
    callDerive(
      name,
      compiled.map((arg) => arg(scope)),
    );
}

const and = (a: boolean | null, b: boolean | null): boolean | null =>
  a === false || b === false ? false : a === null || b === null ? null : true;

function toCanonical(value: Value): CanonicalValue {
  if (!isAmount(value)) return value;
  return value.currency === null ? value.number.toFixed() : money(value.number, value.currency);
}
