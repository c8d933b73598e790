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

  it('tells SQLite that a backslash escapes in a pattern, as it does in MySQL', () => {
    expect(sql("a.t like '10\\%%'", 'sqlite')).toEqual({ sql: "(a.`t` like ? escape '\\')", bound: ['10\\%%'] });
    expect(sql("a.t like '10\\%%'").sql).toBe('(a.`t` like ?)');
  });

  it('reads a long list, which makes the tree no deeper', () => {
    expect(sql(`a.n in (${Array(2000).fill("'1'").join(', ')})`).bound).toHaveLength(2000);
  });

  it('says where an expression is broken', () => {
    expect(() => parseExpression('a.x = = 1')).toThrow(expect.objectContaining({ offset: 6 }));
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
    ['a.x in ()', 'at least one value'],
    ["a.x = 'open", 'no closing quote'],
    ['a.x constructor 1', 'unexpected constructor'],
    ['constructor(1)', 'there is no function constructor'],
    ['__proto__(1)', 'there is no function __proto__'],
    ['a.x = 1e3', 'unexpected "1"'],
    [`${'('.repeat(100_000)}1`, 'too long'],
    [Array(100_000).fill('a.x').join(' + '), 'too long'],
    ['not '.repeat(100_000), 'too long'],
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
      'constructor',
      '__proto__',
      'between',
      'like',
      'else',
      '类型',
      '`odd',
      '--',
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
