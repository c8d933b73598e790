import type { BinaryOperator, Expression } from './ast';
import { ExpressionError } from './expression-error';
import { arityOf, FUNCTION_NAMES } from './functions';
import { tokenize, type Token } from './tokenize';

// A map: in a plain object `a constructor b` would find an operator.
const BINDING: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ['and', 2],
  ['=', 4],
  ['<>', 4],
  ['!=', 4],
  ['<', 4],
  ['<=', 4],
  ['>', 4],
  ['>=', 4],
  ['is', 4],
  ['in', 4],
  ['not', 4],
  ['between', 4],
  ['like', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
]);
// Printing and evaluating walk the tree by recursion, and SQLite refuses a tree deeper than 1,000.
const MOST_OPERATIONS = 500;
const NOT_BINDING = 3;
const NEGATE_BINDING = 7;
const KEYWORDS = new Set([
  'or',
  'and',
  'not',
  'is',
  'in',
  'between',
  'like',
  'case',
  'when',
  'then',
  'else',
  'end',
  'null',
  'true',
  'false',
]);

/**
 * Parses an expression of the mapping language: a subset of SQL without subselects, comments or statements.
 * @throws ExpressionError with the offset of the first thing that does not fit
 */
export function parseExpression(text: string): Expression {
  const parser = new Parser(tokenize(text));
  return parser.whole();
}

class Parser {
  private position = 0;
  private operations = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Expression {
    const expression = this.expression(0);
    const rest = this.peek();
    if (rest.kind !== 'end') throw new ExpressionError(`unexpected ${rest.text}`, rest.offset);
    return expression;
  }

  private peek(): Token {
    return this.tokens[this.position] ?? { kind: 'end', text: '', offset: 0 };
  }

  private next(): Token {
    const token = this.peek();
    this.position += 1;
    return token;
  }

  private word(): string {
    const { kind, text } = this.peek();
    return kind === 'name' ? text.toLowerCase() : kind === 'symbol' ? text : '';
  }

  private accept(word: string): boolean {
    if (this.word() !== word) return false;
    this.position += 1;
    return true;
  }

  private expect(word: string): void {
    const { text, offset } = this.peek();
    if (!this.accept(word)) throw new ExpressionError(`expected ${word}, found ${text || 'the end'}`, offset);
  }

  /** Everything that makes the tree deeper is counted, so its depth is bounded. */
  private deepen(offset: number): void {
    this.operations += 1;
    if (this.operations > MOST_OPERATIONS) {
      throw new ExpressionError(`the expression is too long: more than ${MOST_OPERATIONS} operations`, offset);
    }
  }

  private expression(minimum: number): Expression {
    let left = this.prefix();
    for (;;) {
      const word = this.word();
      const binding = BINDING.get(word);
      if (binding === undefined || binding <= minimum) return left;
      this.deepen(this.next().offset);
      left = this.infix(word, binding, left);
    }
  }

  private infix(word: string, binding: number, left: Expression): Expression {
    switch (word) {
      case 'is': {
        const negated = this.accept('not');
        this.expect('null');
        return { kind: 'isNull', operand: left, negated };
      }
      case 'not':
        this.expect('in');
        return { kind: 'in', operand: left, items: this.items(), negated: true };
      case 'in':
        return { kind: 'in', operand: left, items: this.items(), negated: false };
      case 'between': {
        const low = this.expression(binding);
        this.expect('and');
        return { kind: 'between', operand: left, low, high: this.expression(binding) };
      }
      case 'like':
        return { kind: 'like', operand: left, pattern: this.expression(binding) };
      default:
        return { kind: 'binary', op: (word === '!=' ? '<>' : word) as BinaryOperator, left, right: this.expression(binding) };
    }
  }

  private prefix(): Expression {
    const token = this.next();
    switch (token.kind) {
      case 'number':
        return { kind: 'number', text: token.text };
      case 'text':
        return { kind: 'literal', value: token.text.slice(1, -1).replaceAll("''", "'") };
      case 'param':
        return { kind: 'param', name: token.text.slice(1) };
      case 'quotedName':
        return { kind: 'column', alias: null, name: token.text.slice(1, -1) };
      case 'name':
        return this.named(token);
      case 'symbol':
        this.deepen(token.offset);
        if (token.text === '(') {
          const inner = this.expression(0);
          this.expect(')');
          return inner;
        }
        if (token.text === '-') return { kind: 'negate', operand: this.expression(NEGATE_BINDING) };
        throw new ExpressionError(`unexpected ${token.text}`, token.offset);
      case 'end':
        throw new ExpressionError('the expression ends too early', token.offset);
    }
  }

  private named(token: Token): Expression {
    const word = token.text.toLowerCase();
    if (word === 'null') return { kind: 'literal', value: null };
    if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true' };
    if (word === 'not' || word === 'case' || this.word() === '(') this.deepen(token.offset);
    if (word === 'not') return { kind: 'not', operand: this.expression(NOT_BINDING) };
    if (word === 'case') return this.caseOf();
    if (this.word() === '(') return this.call(word, token.offset);
    if (this.word() === '.') {
      this.next();
      const name = this.next();
      if (name.kind !== 'name' && name.kind !== 'quotedName')
        throw new ExpressionError('expected a column name after the dot', name.offset);
      return { kind: 'column', alias: token.text, name: name.kind === 'name' ? name.text : name.text.slice(1, -1) };
    }
    if (KEYWORDS.has(word)) throw new ExpressionError(`unexpected ${token.text}`, token.offset);
    return { kind: 'column', alias: null, name: token.text };
  }

  private call(name: string, offset: number): Expression {
    const arity = arityOf(name);
    if (!arity) throw new ExpressionError(`there is no function ${name}; known are ${FUNCTION_NAMES.join(', ')}`, offset);
    const args = this.list();
    if (args.length < arity[0] || args.length > arity[1]) {
      throw new ExpressionError(
        `${name} takes ${arity[0]}${arity[1] === arity[0] ? '' : ` to ${arity[1]}`} arguments, not ${args.length}`,
        offset,
      );
    }
    return { kind: 'call', name, args };
  }

  private items(): readonly Expression[] {
    const { offset } = this.peek();
    const items = this.list();
    if (items.length === 0) throw new ExpressionError('in needs at least one value', offset);
    return items;
  }

  private list(): readonly Expression[] {
    this.expect('(');
    const items: Expression[] = [];
    if (this.accept(')')) return items;
    do items.push(this.expression(0));
    while (this.accept(','));
    this.expect(')');
    return items;
  }

  private caseOf(): Expression {
    const branches: { when: Expression; then: Expression }[] = [];
    while (this.accept('when')) {
      const when = this.expression(0);
      this.expect('then');
      branches.push({ when, then: this.expression(0) });
    }
    if (branches.length === 0) throw new ExpressionError('case needs at least one when', this.peek().offset);
    const otherwise = this.accept('else') ? this.expression(0) : null;
    this.expect('end');
    return { kind: 'case', branches, otherwise };
  }
}
