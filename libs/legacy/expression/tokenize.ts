import { ExpressionError } from './expression-error';

export interface Token {
  readonly kind: 'name' | 'quotedName' | 'text' | 'number' | 'param' | 'symbol' | 'end';
  readonly text: string;
  readonly offset: number;
}

const QUOTED_TEXT = /^'[^']*(?:''[^']*)*'/u;
const PATTERNS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['number', /^\d+(?:\.\d+)?(?![\p{L}\d_$])/u],
  ['name', /^[\p{L}_$][\p{L}\d_$]*/u],
  ['quotedName', /^`[^`]+`/u],
  ['text', QUOTED_TEXT],
  ['param', /^:[A-Za-z_]\w*/u],
  ['symbol', /^(?:<>|<=|>=|!=|[()=<>+\-*/,.])/u],
];

/** Cuts an expression into tokens; the last one is `end`. */
export function tokenize(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  while (offset < expression.length) {
    const blank = /^\s+/u.exec(expression.slice(offset));
    if (blank) {
      offset += blank[0].length;
      continue;
    }
    const rest = expression.slice(offset);
    if (rest.startsWith('--') || rest.startsWith('/*')) throw new ExpressionError('comments are not allowed here', offset);
    if (rest.startsWith("'") && !QUOTED_TEXT.test(rest)) throw new ExpressionError('the text has no closing quote', offset);
    const found = PATTERNS.map(([kind, pattern]) => ({ kind, match: pattern.exec(rest)?.[0] })).find(({ match }) => match);
    if (!found?.match)
      throw new ExpressionError(`unexpected ${JSON.stringify(String.fromCodePoint(rest.codePointAt(0) ?? 0))}`, offset);
    tokens.push({ kind: found.kind, text: found.match, offset });
    offset += found.match.length;
  }
  return [...tokens, { kind: 'end', text: '', offset }];
}
