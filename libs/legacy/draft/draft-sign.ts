import { codesInComment, guessCode } from './code-words';
import type { TableChoice } from './choose-tables';
import type { ColumnProfile, Signs } from './column-profile';
import { columnText, quoted } from './draft-line';
import { DEBIT_CREDIT, wordsOf } from './name-words';

/** How a stored amount becomes one with the sign the graph wants. */
export interface Signed {
  readonly expression: string;
  readonly why: string;
}

const TYPES: ReadonlySet<string> = new Set(['Invoice', 'Receipt', 'Order']);
const FIELDS: ReadonlySet<string> = new Set(['amount', 'tax', 'baseAmount', 'paid', 'openAmount', 'total', 'allocated']);
const NEGATIVE: ReadonlySet<string> = new Set(['CREDIT_NOTE', 'REFUND', 'RETURN']);
const CREDIT_SIDE: ReadonlySet<string> = new Set(['H', 'C', 'CR', 'K', '贷', '-1']);
const MOSTLY = 0.9;

/** Null: as it is stored. Invoices and receipts are to be positive, what gives back is to be negative. */
export function draftSign(choice: TableChoice, field: string, number: ColumnProfile, alias: string): Signed | null {
  if (!TYPES.has(choice.type) || !FIELDS.has(field)) return null;
  return bySide(choice, number, alias) ?? byKind(choice, number, alias);
}

/** Amounts without sign beside a column that says debit or credit. */
function bySide({ type, profile }: TableChoice, number: ColumnProfile, alias: string): Signed | null {
  const side = profile.columns.find(({ column }) => DEBIT_CREDIT.test(wordsOf(column.name)));
  if (!side || type === 'Order') return null;
  const signs = [...profile.signs(number.column.name, side.column.name)];
  const credit = signs.map(([value]) => value).filter((value) => CREDIT_SIDE.has(value.toUpperCase()));
  const [value] = credit;
  if (value === undefined || signs.length < 2 || signs.some(([, { negative }]) => negative > 0)) return null;
  const turned = type === 'Receipt' ? signs.map(([each]) => each).find((each) => each !== value) : value;
  const name = columnText(alias, number.column.name);
  return {
    expression: `case when ${columnText(alias, side.column.name)} = ${quotedSql(turned ?? value)} then -${name} else ${name} end`,
    why: `CONFIRM the sign: no amount is negative, ${side.column.name} has ${signs.map(([each]) => `'${each}'`).join(', ')}`,
  };
}

/** Kinds of document whose amounts have another sign than the graph wants. */
function byKind(choice: TableChoice, number: ColumnProfile, alias: string): Signed | null {
  const { type, profile, assignments, kinds } = choice;
  const kind = kinds?.column ?? assignments.find(({ field }) => field === 'kind')?.columns[0];
  const allowed = assignments.find(({ field }) => field === 'kind')?.spec.codes ?? [];
  const name = columnText(alias, number.column.name);
  if (!kind) return type === 'Receipt' && isNegative(number) ? allNegative(name) : null;
  const told = codesInComment(kind.column.comment);
  const wrong: string[] = [];
  const mixed: string[] = [];
  const seen: string[] = [];
  const signs = [...profile.signs(number.column.name, kind.column.name)].filter(([value]) => kind.values.has(value));
  for (const [value, each] of signs) {
    const meaning = guessCode(told.get(value) ?? value, allowed);
    if (meaning === null) continue;
    const share = shareAsWanted(each, NEGATIVE.has(meaning));
    if (share <= 1 - MOSTLY) wrong.push(value);
    else if (share < MOSTLY && NEGATIVE.has(meaning)) mixed.push(value);
    else continue;
    seen.push(`'${value}' ${each.positive} above and ${each.negative} below zero`);
  }
  if (seen.length === 0) return null;
  const why = `CONFIRM the sign: ${seen.join(', ')}`;
  if (mixed.length === 0 && wrong.length === signs.length) return { expression: `-${name}`, why };
  const test = (values: readonly string[]): string =>
    `${columnText(alias, kind.column.name)} in (${values.map((value) => literal(kind, value)).join(', ')})`;
  const branches = [
    ...(wrong.length > 0 ? [`when ${test(wrong)} then -${name}`] : []),
    ...(mixed.length > 0 ? [`when ${test(mixed)} then -abs(${name})`] : []),
  ];
  return { expression: `case ${branches.join(' ')} else ${name} end`, why };
}

function shareAsWanted({ negative, positive }: Signs, wantsNegative: boolean): number {
  return (wantsNegative ? negative : positive) / (negative + positive);
}

function isNegative({ values }: ColumnProfile): boolean {
  const counts = [...values].filter(([text]) => Number(text) !== 0);
  const below = counts.reduce((sum, [text, count]) => sum + (Number(text) < 0 ? count : 0), 0);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  return all > 0 && below / all >= MOSTLY;
}

const allNegative = (name: string): Signed => ({ expression: `-${name}`, why: 'CONFIRM the sign: stored below zero' });

const quotedSql = (text: string): string => quoted(text);

/** A stored value as the expression language compares it with its column. */
export function literal({ column }: ColumnProfile, value: string): string {
  return column.kind === 'number' ? value : quotedSql(value);
}
