import fc from 'fast-check';
import type { FieldKind } from '../canonical/field';
import type { Position } from '../compile/keyset';
import { CanonicalRow } from './canonical-row';
import { firstRows } from './first-rows';
import type { RowShape } from './row-decoder';

const SHAPE: RowShape = { system: 'shop', keyLength: 2, openRefs: [], slotOf: (field) => (field === 'value' ? 0 : undefined) };

function aRow(co: string, no: string, value: string | number | null, asked = 'A'): CanonicalRow {
  const row = new CanonicalRow(SHAPE, `${co}|${no}`, [value], [co, no], null, 0);
  row.asked = { system: 'shop', key: asked };
  return row;
}

function ordered(rows: readonly CanonicalRow[], kind: FieldKind, descending = false, first = 100, after: Position | null = null) {
  return firstRows(rows, { field: 'value', kind, descending }, first, after).map(({ key }) => key);
}

describe('the first rows in the order of decoded values', () => {
  it.each<[FieldKind, readonly (string | number | null)[], readonly (string | number | null)[]]>([
    ['text', ['b', '10', null, '9', 'a'], [null, '10', '9', 'a', 'b']],
    [
      'decimal',
      ['10', '9', null, '-1', '9.5', '12345678901234567890.13', '12345678901234567890.12'],
      [null, '-1', '9', '9.5', '10', '12345678901234567890.12', '12345678901234567890.13'],
    ],
    [
      'instant',
      ['2024-10-27T02:30:00+02:00', '2024-10-27T02:10:00+01:00', null],
      [null, '2024-10-27T02:30:00+02:00', '2024-10-27T02:10:00+01:00'],
    ],
  ])('orders a %s as what it is, nothing first, and turns round', (kind, values, expected) => {
    const rows = values.map((value, index) => aRow('1', String(index), value));
    const keys = expected.map((value) => `1|${values.indexOf(value)}`);
    expect(ordered(rows, kind)).toEqual(keys);
    expect(ordered(rows, kind, true)).toEqual(keys.toReversed());
  });

  it('orders equal values by key: numbers by size and before texts, part by part', () => {
    const keys = [
      ['1', '10'],
      ['1', '9'],
      ['1', 'A'],
      ['1', '-2'],
      ['1', '9007199254740993'],
      ['1', '9007199254740992'],
      ['01', '5'],
      ['10', '1'],
    ] as const;
    const rows = keys.map(([co, no]) => aRow(co, no, 'same'));
    expect(ordered(rows, 'text')).toEqual([
      '01|5',
      '1|-2',
      '1|9',
      '1|10',
      '1|9007199254740992',
      '1|9007199254740993',
      '1|A',
      '10|1',
    ]);
  });

  it('gives each parent as many as asked', () => {
    const rows = ['A', 'B', 'A', 'A', 'B', 'C'].map((parent, index) => aRow('1', String(index), 'x', parent));
    expect(ordered(rows, 'text', false, 2)).toEqual(['1|0', '1|1', '1|2', '1|4', '1|5']);
  });

  it('goes on after a position, whatever the values, through every row once', () => {
    const value = fc.option(fc.constantFrom('a', 'b', '1', '01', '10', ''), { nil: null });
    const part = fc.constantFrom('1', '01', '2', '10', 'a', 'A', '-1');
    const list = fc.uniqueArray(fc.tuple(part, part, value), { selector: ([co, no]) => `${co}|${no}`, maxLength: 30 });
    fc.assert(
      fc.property(
        list,
        fc.boolean(),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom<FieldKind>('text', 'decimal'),
        (drawn, descending, first, kind) => {
          const rows = drawn.map(([co, no, content]) => aRow(co, no, content));
          const seen: string[] = [];
          let after: Position | null = null;
          for (;;) {
            const page: readonly CanonicalRow[] = firstRows(rows, { field: 'value', kind, descending }, first, after);
            seen.push(...page.map(({ key }) => key));
            const last = page.at(-1);
            if (!last) break;
            after = { sort: last.sort, key: last.keyParts };
          }
          expect(seen).toEqual(ordered(rows, kind, descending, 1000));
          expect(new Set(seen).size).toBe(rows.length);
        },
      ),
    );
  });
});
