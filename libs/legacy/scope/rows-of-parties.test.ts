import { readerOver, type FakeRows } from '#testing/reader-over';
import type { LegacyReader } from '../legacy-reader';
import { partiesInScope } from './parties-in-scope';
import { rowsOfParties } from './rows-of-parties';

const books = (key: string) => ({ system: 'books', key });
const erp = (key: string) => ({ system: 'erp', key });
const desk = (key: string) => ({ system: 'desk', key });
const OWN = { system: 'erp', key: 'e1' };

/** A of the own employee, B of another, C of nobody; the books know A and B as 1 and 2, the desk knows A and B as 7 and 8. */
const ROWS: FakeRows = {
  Party: [
    { ...erp('A'), owner: OWN, sameAs: books('1') },
    { ...erp('B'), owner: { system: 'erp', key: 'e2' }, sameAs: books('2') },
    { ...erp('C'), owner: null, sameAs: null },
    { ...books('1'), owner: null, sameAs: null },
    { ...books('2'), owner: null, sameAs: null },
    { ...desk('7'), owner: null, sameAs: erp('A') },
    { ...desk('8'), owner: null, sameAs: erp('B') },
    { ...desk('9'), owner: null, sameAs: null },
  ],
  Invoice: [
    { ...books('i1'), customer: books('1') },
    { ...books('i2'), customer: books('2') },
    { ...books('i3'), customer: null },
  ],
  InvoiceLine: [{ ...books('l1'), invoice: books('i1') }],
  Product: [{ ...erp('p1') }],
};
const PARTIES = [erp('A'), erp('B'), erp('C'), books('1'), books('2'), desk('7'), desk('8'), desk('9'), desk('0')];

const ofOwners = (reader: LegacyReader, owners: readonly string[]): LegacyReader =>
  rowsOfParties(
    reader,
    partiesInScope(
      () => reader,
      () => Promise.resolve({ owners: new Set(owners) }),
    ),
  );
const own = ofOwners(readerOver(ROWS), ['erp e1']);
const keysOf = (rows: readonly ({ readonly key: string } | null)[]): readonly (string | null)[] =>
  rows.map((row) => row?.key ?? null);

it('[AZ-13] parties that name the owner, that such a party names, and that name such a party', async () => {
  expect(keysOf(await own.byKeys('Party', PARTIES, []))).toEqual(['A', null, null, '1', null, '7', null, null, null]);
});

it('[AZ-13] a row by key belongs to a party in scope, or is not there', async () => {
  expect(keysOf(await own.byKeys('Invoice', [books('i1'), books('i2'), books('i3')], []))).toEqual(['i1', null, null]);
});

it('[AZ-13] lists, totals and counts of a customer leave out the parties of others', async () => {
  const customer = [books('1'), books('2')];
  const sort = { field: 'issuedOn', descending: true } as const;
  const [page] = await own.listByRef('Invoice', 'customer', [customer], { fields: [], sort, first: 9 });
  expect(keysOf(page?.rows ?? [])).toEqual(['i1']);
  expect((await own.allByRef('Invoice', 'customer', [customer, [books('2')]], [])).map(keysOf)).toEqual([['i1'], []]);
  expect(await own.countByRef('Invoice', 'customer', [customer, [books('2')]])).toEqual([1, 0]);
});

it('rows of no party and rows of a row are all there', async () => {
  expect(keysOf(await own.byKeys('Product', [erp('p1')], []))).toEqual(['p1']);
  expect((await own.allByRef('InvoiceLine', 'invoice', [[books('i1')]], [])).map(keysOf)).toEqual([['l1']]);
});

it('without an owner nothing is in scope, and nothing is asked', async () => {
  const asked: string[] = [];
  expect(keysOf(await ofOwners(readerOver(ROWS, asked), []).byKeys('Party', PARTIES, []))).toEqual(PARTIES.map(() => null));
  expect(asked).toEqual(['byKeys Party 0 ']);
});

it('asks three times for any number of parties', async () => {
  const asked: string[] = [];
  const reader = { ...readerOver(ROWS, asked), systemsOf: () => ['books'] };
  await ofOwners(reader, ['erp e1']).countByRef(
    'Invoice',
    'customer',
    PARTIES.map((party) => [party]),
  );
  expect(asked.filter((each) => each.includes('Party'))).toHaveLength(3);
});

it('a system that does not answer is no answer', async () => {
  const reader = ofOwners(readerOver(ROWS, [], ['books']), ['erp e1']);
  await expect(reader.countByRef('Invoice', 'customer', [[books('1')]])).rejects.toThrow('books');
});
