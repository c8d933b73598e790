import fc from 'fast-check';
import type { Stored } from '../codec/codec';
import { ExpressionError } from './expression-error';
import { parseExpression } from './parse-expression';
import { printSql, type DialectName } from './print-sql';

function sql(text: string, dialect: DialectName = 'mysql'): { sql: string; bound: Stored[] } {
  const bound: Stored[] = [];
  const printed = printSql(parseExpression(text), {
    dialect,
    column: (alias, name) => `${alias}.\`${name}\``,
    param: () => 'P',
    bind: (value) => {
      bound.push(value);
      return '?';
    },
    aggregate: ({ name }) => `<${name}>`,
  });
  return { sql: printed, bound };
}

describe('parseExpression', () => {
  it.each([
    ["i.A = 'x' and not i.B is null", '((i.`A` = ?) and (not (i.`B` is null)))', ['x']],
    ['a.x + a.y * -a.z', '(a.`x` + (a.`y` * (-a.`z`)))', []],
    ['a.x - a.y - a.z', '((a.`x` - a.`y`) - a.`z`)', []],
    ["a.t not in ('1', '2')", '(a.`t` not in (?, ?))', ['1', '2']],
    ["case when a.d = 'H' then -a.n else a.n end", '(case when (a.`d` = ?) then (-a.`n`) else a.`n` end)', ['H']],
    ['a.n between 1 and 2 or a.`odd name` = 3', '((a.`n` between 1 and 2) or (a.`odd name` = 3))', []],
    ['a.t = :tenant', '(a.`t` = ?)', ['P']],
    ["a.类型 <> '销售''退货'", '(a.`类型` <> ?)', ["销售'退货"]],
    ['coalesce(sum(l.q * l.p), 0)', 'coalesce(<sum>, 0)', []],
  ])('prints %s', (text, expected, bound) => {
    expect(sql(text)).toEqual({ sql: expected, bound });
  });

  it('widens a division in SQLite, which would drop the fraction of integers', () => {
    expect(sql('a.x / 100', 'sqlite').sql).toBe('(a.`x` * 1.0 / 100)');
  });

  it.each([
    ['a.x = (select 1)', 'expected )'],
    ['a.x; drop table t', 'unexpected ";"'],
    ['a.x -- comment', 'comments are not allowed'],
    ['sleep(5)', 'there is no function sleep'],
    ['coalesce(a.x)', 'coalesce takes 2 to 9 arguments'],
    ['a.x +', 'ends too early'],
    ['(a.x', 'expected )'],
    ['case end', 'at least one when'],
  ])('refuses %s', (text, message) => {
    expect(() => parseExpression(text)).toThrow(message);
  });

  it('fails only with ExpressionError, whatever the text', () => {
    const words = fc.constantFrom(
      'a.x',
      "'t'",
      '1',
      '(',
      ')',
      ',',
      'and',
      'or',
      'not',
      'in',
      'is',
      'null',
      'case',
      'when',
      'then',
      'end',
      '+',
      '-',
      'sum',
      ';',
      '`',
      "'",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((list) => list.join(' ')),
        ),
        (text) => {
          try {
            parseExpression(text);
          } catch (error) {
            expect(error).toBeInstanceOf(ExpressionError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('lets no text of a literal into the SQL', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const printed = sql(`a.x = '${value.replaceAll("'", "''")}'`);
        expect(printed).toEqual({ sql: '(a.`x` = ?)', bound: [value] });
      }),
    );
  });
});
