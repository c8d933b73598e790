import { money, withoutSignOfZero } from '#core/money';
import type { RowRef } from '../canonical/row';
import type { CanonicalValue, Decoded } from '../codec/codec';
import { NO_VALUE, NoValue } from '../codec/no-value';
import type { Expression } from './ast';
import { callDerive } from './derive-functions';
import { Amount } from './amount';
import { arithmetic, CannotDerive, compare, fromCanonical, isAmount, numeric, truth, type Value } from './derive-value';
import { ExpressionError } from './expression-error';
import { isDeriveFunction } from './functions';
import { columnsOf, walk, type Call } from './walk-expression';

/** The day and time rules are computed for. */
export interface DeriveClock {
  /** Business day, YYYY-MM-DD. */
  readonly today: string;
  /** ISO 8601 with the offset of the source's time zone; without it `now()` cannot be derived. */
  readonly now?: string | undefined;
}

export interface Derivation {
  /** Canonical fields the expression reads. */
  readonly inputs: readonly string[];
  /** `values` are those of the inputs, in their order. */
  run(values: readonly DeriveInput[], clock: DeriveClock): Decoded;
}

export type DeriveInput = Decoded | RowRef;
type Evaluate = (values: readonly (CanonicalValue | RowRef)[], clock: DeriveClock) => Value;

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
  const evaluate = new Compiler(inputs).compile(expression);
  return {
    inputs,
    run(values, clock) {
      // Poison wins over case and coalesce: an invoice of unknown amount must not become overdue.
      if (!areKnown(values)) return NO_VALUE.CANNOT_DERIVE;
      try {
        return toCanonical(evaluate(values, clock));
      } catch (error) {
        if (error instanceof CannotDerive) return NO_VALUE.CANNOT_DERIVE;
        throw error;
      }
    },
  };
}

function areKnown(values: readonly DeriveInput[]): values is readonly (CanonicalValue | RowRef)[] {
  for (const value of values) if (value instanceof NoValue) return false;
  return true;
}

/** Expressions as closures over the values of the inputs. */
class Compiler {
  constructor(private readonly inputs: readonly string[]) {}

  compile(expression: Expression): Evaluate {
    switch (expression.kind) {
      case 'literal': {
        const { value } = expression;
        return () => value;
      }
      case 'number': {
        const value = Amount.of(expression.text);
        return () => value;
      }
      case 'column': {
        const place = this.inputs.indexOf(expression.name);
        return (values) => fromCanonical(values[place] ?? null);
      }
      case 'negate': {
        const operand = this.compile(expression.operand);
        return (values, clock) => numeric(operand(values, clock))?.negated() ?? null;
      }
      case 'not': {
        const operand = this.compile(expression.operand);
        return (values, clock) => {
          const value = truth(operand(values, clock));
          return value === null ? null : !value;
        };
      }
      case 'binary':
        return this.compileBinary(expression);
      case 'isNull': {
        const { negated } = expression;
        const operand = this.compile(expression.operand);
        return (values, clock) => (operand(values, clock) === null) !== negated;
      }
      case 'in':
        return this.compileIn(expression);
      case 'between': {
        const [operand, low, high] = [
          this.compile(expression.operand),
          this.compile(expression.low),
          this.compile(expression.high),
        ];
        return (values, clock) => {
          const value = operand(values, clock);
          return and(compare('>=', value, low(values, clock)), compare('<=', value, high(values, clock)));
        };
      }
      case 'case':
        return this.compileCase(expression);
      case 'call':
        return this.compileCall(expression);
      case 'param':
      case 'like':
        throw new ExpressionError(`${expression.kind} cannot be used in derive`, 0);
    }
  }

  private compileBinary({ op, left, right }: Extract<Expression, { kind: 'binary' }>): Evaluate {
    const [a, b] = [this.compile(left), this.compile(right)];
    switch (op) {
      case 'and':
        return (values, clock) => {
          const first = truth(a(values, clock));
          return first === false ? false : and(first, truth(b(values, clock)));
        };
      case 'or':
        return (values, clock) => {
          const first = truth(a(values, clock));
          if (first === true) return true;
          const second = truth(b(values, clock));
          return second === true ? true : first === null || second === null ? null : false;
        };
      case '+':
      case '-':
      case '*':
      case '/':
        return (values, clock) => arithmetic(op, numeric(a(values, clock)), numeric(b(values, clock)));
      default:
        return (values, clock) => compare(op, a(values, clock), b(values, clock));
    }
  }

  private compileIn({ operand, items, negated }: Extract<Expression, { kind: 'in' }>): Evaluate {
    const value = this.compile(operand);
    const list = items.map((item) => this.compile(item));
    return (values, clock) => {
      const wanted = value(values, clock);
      let unknown = false;
      for (const item of list) {
        const equal = compare('=', wanted, item(values, clock));
        if (equal === true) return !negated;
        unknown ||= equal === null;
      }
      return unknown ? null : negated;
    };
  }

  private compileCase({ branches, otherwise }: Extract<Expression, { kind: 'case' }>): Evaluate {
    const compiled = branches.map(({ when, then }) => ({ when: this.compile(when), then: this.compile(then) }));
    const last = otherwise && this.compile(otherwise);
    return (values, clock) => {
      for (const { when, then } of compiled) if (truth(when(values, clock)) === true) return then(values, clock);
      return last ? last(values, clock) : null;
    };
  }

  private compileCall({ name, args }: Call): Evaluate {
    if (name === 'today') return (_values, clock) => clock.today;
    if (name === 'now') {
      return (_values, { now }) => {
        if (now === undefined) throw new CannotDerive();
        return now;
      };
    }
    const compiled = args.map((arg) => this.compile(arg));
    if (name === 'coalesce') {
      return (values, clock) => {
        for (const arg of compiled) {
          const value = arg(values, clock);
          if (value !== null) return value;
        }
        return null;
      };
    }
    return (values, clock) =>
      callDerive(
        name,
        compiled.map((arg) => arg(values, clock)),
      );
  }
}

const and = (a: boolean | null, b: boolean | null): boolean | null =>
  a === false || b === false ? false : a === null || b === null ? null : true;

function toCanonical(value: Value): CanonicalValue {
  if (!isAmount(value)) return value;
  return value.currency === null ? withoutSignOfZero(value.toText()) : money(value.toText(), value.currency);
}
