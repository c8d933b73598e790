import Decimal from 'decimal.js';
import { currencyScale, type Money } from '#core/money';
import type { CanonicalValue, Decoded } from '../codec/codec';
import type { BinaryOperator, Expression } from './ast';
import { ExpressionError } from './expression-error';
import { DERIVE_FUNCTIONS } from './functions';
import { addTerms } from './payment-terms';
import { columnsOf, walk, type Call } from './walk-expression';

/** The canonical row a derived field is computed from. */
export interface DeriveScope {
  value(field: string): CanonicalValue;
  /** The field is null for a reason: whatever reads it cannot be derived. */
  hasReason(field: string): boolean;
  /** Business day, YYYY-MM-DD. */
  readonly today: string;
}

export interface Derivation {
  /** Canonical fields the expression reads. */
  readonly inputs: readonly string[];
  run(scope: DeriveScope): Decoded;
}

/** A value under evaluation; numbers keep the currency of the money they came from. */
interface Amount {
  readonly number: Decimal;
  readonly currency: string | null;
}
type Value = string | boolean | Amount | null;

/** The rule does not apply to these values: the field is null with CANNOT_DERIVE. */
class CannotDerive extends Error {}

/** Compiles a `derive` expression: SQL three-valued logic over canonical values, exact decimals, dates as text. */
export function compileDerive(expression: Expression): Derivation {
  for (const part of walk(expression)) {
    if (part.kind === 'call' && !DERIVE_FUNCTIONS[part.name])
      throw new ExpressionError(`${part.name} cannot be used in derive`, 0);
    if (part.kind === 'param' || part.kind === 'like') throw new ExpressionError(`${part.kind} cannot be used in derive`, 0);
    if (part.kind === 'column' && part.alias)
      throw new ExpressionError(`${part.alias}.${part.name} is a column; derive reads fields`, 0);
  }
  const inputs = [...new Set(columnsOf(expression).map(({ name }) => name))];
  return {
    inputs,
    run(scope) {
      // Poison wins over case and coalesce: an invoice of unknown amount must not become overdue.
      if (inputs.some((field) => scope.hasReason(field))) return { reason: 'CANNOT_DERIVE' };
      try {
        return { value: toCanonical(evaluate(expression, scope)) };
      } catch (error) {
        if (error instanceof CannotDerive) return { reason: 'CANNOT_DERIVE' };
        throw error;
      }
    },
  };
}

function evaluate(expression: Expression, scope: DeriveScope): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'number':
      return amount(expression.text);
    case 'column':
      return fromCanonical(scope.value(expression.name));
    case 'negate': {
      const operand = numeric(evaluate(expression.operand, scope));
      return operand && { ...operand, number: operand.number.negated() };
    }
    case 'not': {
      const operand = truth(evaluate(expression.operand, scope));
      return operand === null ? null : !operand;
    }
    case 'binary':
      return binary(expression.op, expression.left, expression.right, scope);
    case 'isNull':
      return (evaluate(expression.operand, scope) === null) !== expression.negated;
    case 'in': {
      const operand = evaluate(expression.operand, scope);
      const found = expression.items.map((item) => compare('=', operand, evaluate(item, scope)));
      const result = found.includes(true) ? true : found.includes(null) ? null : false;
      return result === null ? null : result !== expression.negated;
    }
    case 'between': {
      const operand = evaluate(expression.operand, scope);
      return and(
        compare('>=', operand, evaluate(expression.low, scope)),
        compare('<=', operand, evaluate(expression.high, scope)),
      );
    }
    case 'case': {
      const branch = expression.branches.find(({ when }) => truth(evaluate(when, scope)) === true);
      const chosen = branch?.then ?? expression.otherwise;
      return chosen ? evaluate(chosen, scope) : null;
    }
    case 'call':
      return call(expression, scope);
    case 'param':
    case 'like':
      throw new CannotDerive();
  }
}

function call({ name, args }: Call, scope: DeriveScope): Value {
  if (name === 'coalesce') {
    for (const arg of args) {
      const value = evaluate(arg, scope);
      if (value !== null) return value;
    }
    return null;
  }
  if (name === 'today') return scope.today;
  if (name === 'now') return `${scope.today}T00:00:00Z`;
  const [first = null, second = null] = args.map((arg) => evaluate(arg, scope));
  if (name === 'nullif') return compare('=', first, second) === true ? null : first;
  if (name === 'concat') return args.map((arg) => text(evaluate(arg, scope))).join('');
  if (first === null) return null;
  switch (name) {
    case 'abs': {
      const number = numeric(first);
      return number && { ...number, number: number.number.abs() };
    }
    case 'round': {
      const number = numeric(first);
      return (
        number && {
          ...number,
          number: number.number.toDecimalPlaces(numeric(second)?.number.toNumber() ?? 0, Decimal.ROUND_HALF_UP),
        }
      );
    }
    case 'upper':
      return text(first).toUpperCase();
    case 'lower':
      return text(first).toLowerCase();
    case 'add_days': {
      const days = numeric(second);
      return days && dayPlus(text(first), days.number.toNumber());
    }
    case 'days':
      return second === null ? null : amount((Date.parse(text(first)) - Date.parse(text(second))) / 86_400_000);
    case 'add_terms': {
      if (second === null) return null;
      const due = addTerms(text(first), text(second));
      if (due === null) throw new CannotDerive();
      return due;
    }
    default:
      throw new CannotDerive();
  }
}

function binary(op: BinaryOperator, left: Expression, right: Expression, scope: DeriveScope): Value {
  const a = evaluate(left, scope);
  if (op === 'and') return truth(a) === false ? false : and(truth(a), truth(evaluate(right, scope)));
  if (op === 'or') {
    if (truth(a) === true) return true;
    const b = truth(evaluate(right, scope));
    return b === true ? true : truth(a) === null || b === null ? null : false;
  }
  const b = evaluate(right, scope);
  if (op === '+' || op === '-' || op === '*' || op === '/') return arithmetic(op, numeric(a), numeric(b));
  return compare(op, a, b);
}

function arithmetic(op: '+' | '-' | '*' | '/', a: Amount | null, b: Amount | null): Value {
  if (!a || !b) return null;
  if (a.currency && b.currency && a.currency !== b.currency) throw new CannotDerive();
  const currency = a.currency ?? b.currency;
  switch (op) {
    case '+':
      return { number: a.number.plus(b.number), currency };
    case '-':
      return { number: a.number.minus(b.number), currency };
    case '*':
      return { number: a.number.times(b.number), currency };
    case '/':
      return b.number.isZero() ? null : { number: a.number.dividedBy(b.number), currency };
  }
}

function compare(op: '=' | '<>' | '<' | '<=' | '>' | '>=', a: Value, b: Value): boolean | null {
  if (a === null || b === null) return null;
  const order = isAmount(a) || isAmount(b) ? compareNumbers(a, b) : compareTexts(text(a), text(b));
  switch (op) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function compareNumbers(a: Value, b: Value): number {
  const left = numeric(a);
  const right = numeric(b);
  if (!left || !right || (left.currency && right.currency && left.currency !== right.currency)) throw new CannotDerive();
  return left.number.comparedTo(right.number);
}

const and = (a: boolean | null, b: boolean | null): boolean | null =>
  a === false || b === false ? false : a === null || b === null ? null : true;
const amount = (number: Decimal.Value, currency: string | null = null): Amount => ({ number: new Decimal(number), currency });
const isAmount = (value: Value): value is Amount => typeof value === 'object' && value !== null;

function truth(value: Value): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  return isAmount(value) ? !value.number.isZero() : true;
}

function numeric(value: Value): Amount | null {
  if (value === null || isAmount(value)) return value;
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return amount(value);
  throw new CannotDerive();
}

function text(value: Value): string {
  if (value === null) return '';
  return isAmount(value) ? value.number.toFixed() : String(value);
}

function dayPlus(day: string, days: number): string {
  return new Date(Date.parse(day.slice(0, 10)) + days * 86_400_000).toISOString().slice(0, 10);
}

function fromCanonical(value: CanonicalValue): Value {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return amount(value);
  if ('amount' in value) return amount(value.amount, value.currency);
  throw new CannotDerive();
}

function toCanonical(value: Value): CanonicalValue {
  if (!isAmount(value)) return value;
  if (value.currency === null) return value.number.toFixed();
  const result: Money = {
    amount: value.number.toFixed(currencyScale(value.currency), Decimal.ROUND_HALF_UP),
    currency: value.currency,
  };
  return result;
}
