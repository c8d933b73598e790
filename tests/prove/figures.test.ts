import { compareFigures, isEqual, valueText, type Cell } from './figures';

const aCell = (cell: Partial<Cell>): Cell => ({
  customer: '1',
  section: 'orders',
  item: 'A',
  field: 'total',
  text: '5.00 USD',
  ...cell,
});
const differences = (graph: readonly Cell[], sql: readonly Cell[]) => compareFigures(graph, sql).filter((cell) => !isEqual(cell));

it('finds no difference between equal figures', () => {
  expect(differences([aCell({})], [aCell({})])).toEqual([]);
});

it.each([
  ['another value', [aCell({ text: '6.00 USD' })], [aCell({})], { graph: '6.00 USD', sql: '5.00 USD' }],
  ['zero for an unknown value', [aCell({ text: '0.00 USD' })], [aCell({ text: 'null' })], { graph: '0.00 USD', sql: 'null' }],
  ['a null without its reason', [aCell({ text: 'null' })], [aCell({ text: 'null (NOT_AVAILABLE)' })], { graph: 'null' }],
  ['a row the graph does not have', [], [aCell({})], { graph: undefined, sql: '5.00 USD' }],
  ['a row only the graph has', [aCell({}), aCell({ item: 'B' })], [aCell({})], { item: 'B', sql: undefined }],
  ['a customer only the graph has', [aCell({}), aCell({ customer: '2' })], [aCell({})], { customer: '2', sql: undefined }],
])('finds %s', (_claim, graph, sql, found) => {
  expect(differences(graph, sql)).toEqual([expect.objectContaining(found)]);
});

it('compares what SQL names, and nothing else', () => {
  expect(differences([aCell({}), aCell({ field: 'cost', text: '1' }), aCell({ section: 'stays' })], [aCell({})])).toEqual([]);
});

it('reads the same number in two spellings as the same', () => {
  expect([valueText('100.0000'), valueText('100.50'), valueText(100), valueText('A-1.10')]).toEqual([
    '100',
    '100.5',
    '100',
    'A-1.10',
  ]);
});
