import { readAreaRights } from '#policy/area-rights';
import { readerOver } from '#testing/reader-over';
import type { LegacyReader } from '../legacy-reader';
import { rowsByRules } from './rows-by-rules';

const ROWS = {
  Stay: [
    { system: 'pms', key: '1', hotel: 'H1' },
    { system: 'pms', key: '2', hotel: 'H2' },
    { system: 'pms', key: '3', hotel: null },
  ],
  Ticket: [{ system: 'pms', key: '1' }],
};
const RULE = { type: 'Stay', field: 'hotel', values: ['H1'] };
const keys = ['1', '2', '3', '4'].map((key) => ({ system: 'pms', key }));

/** A reader that keeps the conditions it was asked with. */
function heard(): { readonly reader: LegacyReader; readonly conditions: unknown[] } {
  const conditions: unknown[] = [];
  const hear = (where: unknown): Promise<never[]> => {
    conditions.push(where);
    return Promise.resolve([]);
  };
  const reader: LegacyReader = {
    ...readerOver(ROWS),
    listByRef: (_type, _ref, _parents, { where }) => hear(where),
    allByRef: (_type, _ref, _parents, _fields, where) => hear(where),
    countByRef: (_type, _ref, _parents, where) => hear(where),
  };
  return { reader, conditions };
}

it('[AZ-19] a row by key that is not in scope, or whose field nobody can tell, is not there', async () => {
  const rows = await rowsByRules(readerOver(ROWS), [RULE]).byKeys('Stay', keys, ['roomNo']);
  expect(rows.map((row) => row?.key ?? null)).toEqual(['1', null, null, null]);
});

it('rows of other types are all there', async () => {
  const rows = await rowsByRules(readerOver(ROWS), [RULE]).byKeys('Ticket', keys.slice(0, 1), ['title']);
  expect(rows.map((row) => row?.key)).toEqual(['1']);
});

it('lists, totals and counts are restricted in the source, beside what the caller filters by', async () => {
  const { reader, conditions } = heard();
  const scoped = rowsByRules(reader, [RULE]);
  const own = { field: 'hotel', op: 'in', values: ['H1'] };
  const asked = { field: 'status', op: 'in', values: ['IN_HOUSE'] } as const;
  const sort = { field: 'arrivesAt', descending: true } as const;
  await scoped.listByRef('Stay', 'guest', [keys], { fields: [], sort, first: 1, where: [asked] });
  await scoped.allByRef('Stay', 'guest', [keys], []);
  await scoped.countByRef('Stay', 'guest', [keys], [asked]);
  await scoped.countByRef('Ticket', 'customer', [keys]);
  expect(conditions).toEqual([[asked, own], [own], [asked, own], []]);
});

it('no rules change nothing', () => {
  const reader = readerOver(ROWS);
  expect(rowsByRules(reader, [])).toBe(reader);
});

it.each(['Customer.name', 'Stay.colour', 'toString.length'])('refuses a rule about %s, which is no field of a row', (at) => {
  const [type = '', field = ''] = at.split('.');
  expect(() => rowsByRules(readerOver(ROWS), [{ type, field, values: [] }])).toThrow(`rows by ${at}`);
});

it('the policy of the product has rules about rows only that there are', () => {
  const { rows } = readAreaRights('schema/policy/rights.yaml');
  const rules = Object.values(rows).flatMap((byField) =>
    Object.keys(byField).map((at) => ({ type: at.split('.')[0] ?? '', field: at.split('.')[1] ?? '', values: [] })),
  );
  expect(rules.length).toBeGreaterThan(0);
  expect(() => rowsByRules(readerOver(ROWS), rules)).not.toThrow();
});
