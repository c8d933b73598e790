import type { Expression } from '../expression/ast';
import { walk } from '../expression/walk-expression';
import type { ColumnFacts } from '../introspection/table-facts';
import { placesOf } from './places';
import type { RowSetContext } from './row-set-context';

const COMPARING: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

interface Pair {
  readonly left: Expression;
  readonly right: Expression;
}

/** Columns compared with what they are not: CHAR with a number scans and matches `007` for 7, character sets do not mix. */
export function checkComparisons(context: RowSetContext): void {
  for (const { path, expressions } of placesOf(context.label, context.rowSet)) {
    const pairs = expressions.flatMap((expression) => [...walk(expression)].flatMap(pairsOf));
    for (const pair of pairs) comparePair(context, path, pair);
  }
}

function pairsOf(part: Expression): readonly Pair[] {
  if (part.kind === 'binary' && COMPARING.has(part.op)) return [{ left: part.left, right: part.right }];
  if (part.kind === 'in') return part.items.map((item) => ({ left: part.operand, right: item }));
  return part.kind === 'between' ? [part.low, part.high].map((end) => ({ left: part.operand, right: end })) : [];
}

function comparePair(context: RowSetContext, path: readonly (string | number)[], { left, right }: Pair): void {
  const [a, b] = [context.column(left), context.column(right)];
  if (a && b) return compareColumns(context, path, nameOf(left), a, nameOf(right), b);
  const [column, name, value] = a ? [a, nameOf(left), right] : [b, nameOf(right), left];
  if (!column) return;
  if (column.kind === 'text' && value.kind === 'number') {
    const advice = `write '${value.text}': as a number it reads every row and also matches '0${value.text}'`;
    context.report(
      'warning',
      'text-compared-with-number',
      path,
      `${name} is ${column.type} and is compared with a number; ${advice}`,
    );
  }
  const text = value.kind === 'literal' && typeof value.value === 'string' ? value.value : null;
  if (column.kind === 'number' && text !== null && !/^\s*[+-]?(\d+(?:\.\d*)?|\.\d+)\s*$/.test(text)) {
    const reads = context.probe.database.dialect === 'mysql' ? `the database reads '${text}' as 0` : `no number is '${text}'`;
    context.report(
      'error',
      'number-compared-with-text',
      path,
      `${name} is ${column.type} and is compared with '${text}'; ${reads}`,
    );
  }
}

function compareColumns(
  context: RowSetContext,
  path: readonly (string | number)[],
  leftName: string,
  left: ColumnFacts,
  rightName: string,
  right: ColumnFacts,
): void {
  const both = `${leftName} is ${left.type} and ${rightName} is ${right.type}`;
  const kinds = [left.kind, right.kind];
  if (kinds.includes('text') && kinds.includes('number')) {
    const advice = 'compare columns of one type, or map a reference (ref: with variants: for padded keys) instead of a link';
    context.report(
      'error',
      'types-differ',
      path,
      `${both}: such a comparison reads every row and matches '007' with 7; ${advice}`,
    );
  }
  if (left.charset === null || right.charset === null || left.charset === right.charset) return;
  const sets = `${leftName} is ${left.charset} and ${rightName} is ${right.charset}`;
  if ([left.charset, right.charset].every((charset) => /^(utf8|ascii)/.test(charset))) {
    context.report('warning', 'charsets-differ', path, `${sets}: an index of the narrower one is not used by this comparison`);
    return;
  }
  const advice = 'write a reference (ref:) instead of a link, it is looked up with bound text';
  context.report('error', 'charsets-differ', path, `${sets}: compared in SQL no index is used, or the server refuses; ${advice}`);
}

function nameOf(expression: Expression): string {
  return expression.kind === 'column' ? `${expression.alias ?? ''}.${expression.name}` : 'the value';
}
