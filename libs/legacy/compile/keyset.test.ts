import type { Expression } from '../expression/ast';
import type { DialectName } from '../expression/print-sql';
import { afterPosition, bindersOf } from './keyset';

const NUMBER: Expression = { kind: 'call', name: 'number', args: [{ kind: 'column', alias: 'd', name: 'amt' }] };
const TEXT: Expression = { kind: 'column', alias: 'd', name: 'no' };

function after(dialect: DialectName, sort: Expression | null, value: string | null, descending = false): string {
  const bind = (bound: unknown): string => `<${String(bound)}>`;
  const column = sort ? 's' : null;
  return afterPosition(dialect, column, ['a', 'b'], { sort: value, key: ['1', '2'] }, descending, bindersOf(dialect, sort, bind));
}

describe('the condition behind a position', () => {
  it('starts in the index behind the key, also where all rows have its first part', () => {
    expect(after('mysql', null, null)).toBe('(a > <1> or (a = <1> and b > <2>))');
    expect(after('mysql', null, null, true)).toBe('(a < <1> or (a = <1> and b < <2>))');
    expect(after('sqlite', null, null)).toBe('(a, b) > (<1>, <2>)');
  });

  // MySQL compares a decimal with a text as floats, where two decimals can be one; MariaDB compares them exactly.
  it('compares numbers with a decimal, and not with a text', () => {
    expect(after('mysql', NUMBER, '9.5')).toBe(
      '(s > cast(<9.5> as decimal(65, 20)) or (s = cast(<9.5> as decimal(65, 20)) and (a > <1> or (a = <1> and b > <2>))))',
    );
    expect(after('sqlite', NUMBER, '9.5')).toBe('(s >= <9.5> and (s > <9.5> or (a, b) > (<1>, <2>)))');
    expect(after('mysql', TEXT, 'x')).toBe('(s > <x> or (s = <x> and (a > <1> or (a = <1> and b > <2>))))');
  });

  it('takes NULL for the smallest value', () => {
    expect(after('mysql', TEXT, null)).toBe('(s is not null or (a > <1> or (a = <1> and b > <2>)))');
    expect(after('mysql', TEXT, null, true)).toBe('(s is null and (a < <1> or (a = <1> and b < <2>)))');
    expect(after('mysql', TEXT, 'x', true)).toMatch(/^\(s is null or \(s < <x> or /);
  });
});
