import { readFileSync } from 'node:fs';
import { buildASTSchema, Kind, parse, validate, type GraphQLSchema } from 'graphql';
import { readOperationLimits } from '#policy/operation-limits';
import { checkCost, costOf } from './cost';
import type { SentOperation } from './sent-operation';

const limits = readOperationLimits('schema/policy/limits.yaml');
let schema: GraphQLSchema;

beforeAll(() => {
  schema = buildASTSchema(parse(readFileSync('schema/supergraph.graphql', 'utf8')), { assumeValidSDL: true });
});

function sent(text: string, variables: Record<string, unknown> = {}): SentOperation {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('no operation');
  return { document, operation, variables };
}
const cost = (text: string, variables?: Record<string, unknown>): number => costOf(sent(text, variables), schema, limits);

it('counts an object once, and scalars not at all', () => {
  expect(cost('{ customer(id: "1") { id name kind } }')).toBe(1);
  expect(cost('{ __typename }')).toBe(0);
});

it.each([
  ['the rows of a page', '{ customers(first: 7) { nodes { id } } }', 7],
  ['edges as the same rows', '{ customers(first: 7) { edges { cursor node { id } } pageInfo { endCursor } } }', 7],
  ['rows of which only cursors are selected', '{ customers(first: 7) { edges { cursor } } }', 7],
  ['rows that are only counted', '{ customers(first: 7) { totalCount } }', 7],
  ['the default page size', '{ customers { nodes { id } } }', 20],
  [
    'lists inside a list once for each row',
    '{ customers(first: 7) { nodes { orders(first: 3) { nodes { number } } } } }',
    7 + 7 * 3,
  ],
  [
    'both ways into a page',
    '{ customers(first: 2) { nodes { orders(first: 3) { nodes { id } } } edges { node { orders(first: 3) { nodes { id } } } } } }',
    2 + 6 + 6,
  ],
  ['a list that is not paged by its assumed size', '{ contract(ref: "1") { plan { dueOn amount { amount } } } }', 1 + 12],
  ['totals over all rows by their weight', '{ customer(id: "1") { salesSummary { orderCount } } }', 1 + 10],
  [
    'a fragment wherever it is spread',
    'query { customer(id: "1") { ...F ...F } } fragment F on Customer { orders(first: 4) { nodes { id } } }',
    1 + 4 + 4,
  ],
  ['an inline fragment', '{ customer(id: "1") { ... on Customer { orders(first: 4) { nodes { id } } } } }', 5],
  ['what is skipped by a variable', '{ customer(id: "1") { orders(first: 4) @skip(if: true) { nodes { id } } } }', 5],
])('counts %s', (_claim, text, expected) => {
  expect(cost(text)).toBe(expected);
});

const PAGE = 'query P($n: Int! = 50) { customers(first: $n) { nodes { id } } }';
it('reads page sizes from variables, their defaults and the defaults of the schema', () => {
  expect(cost(PAGE, { n: 9 })).toBe(9);
  expect(cost(PAGE)).toBe(50);
  expect(cost('query P($n: Int = 30) { customers(first: $n) { nodes { id } } }')).toBe(30);
});

it('counts a page size that is no number as the longest page', () => {
  for (const n of ['9', null, [1], { first: 1 }, true]) expect(cost(PAGE, { n })).toBe(100);
});

it.each([
  ['a literal', '{ customers(first: 101) { nodes { id } } }', {}],
  ['a variable', PAGE, { n: 101 }],
  ['a default value', PAGE.replace('50', '101'), {}],
  ['zero', PAGE, { n: 0 }],
  ['a negative number', PAGE, { n: -1_000_000 }],
  ['infinity', PAGE, { n: Number.POSITIVE_INFINITY }],
])('refuses a page that is too long or empty, given as %s', (_claim, text, variables) => {
  expect(() => cost(text, variables)).toThrow('ask for 1 to 100 rows');
});

it('gives BI tools longer pages of profiles', () => {
  expect(cost('{ customerProfiles(first: 1000) { nodes { id } } }')).toBe(1000);
  expect(() => cost('{ customerProfiles(first: 1001) { nodes { id } } }')).toThrow('ask for 1 to 1000 rows');
});

it('refuses lists inside lists that no budget covers, and names both figures', () => {
  const lists = 'orders(first: 100) { nodes { lines { lineNo } } } invoices(first: 100) { nodes { lines { lineNo } } }';
  const wide = sent(`{ customers(first: 100) { nodes { ${lists} } } }`);
  expect(() => checkCost(wide, schema, 'STAFF', limits)).toThrow('The operation has a cost of 120100 objects, more than 100000');
});

it('looks at each fragment once: many spreads cost no time', () => {
  const fragments = Array.from({ length: 150 }, (_, i) => `fragment F${i} on Customer { ...F${i + 1} ...F${i + 1} }`).join(' ');
  expect(cost(`{ customer(id: "1") { ...F0 } } ${fragments} fragment F150 on Customer { id }`)).toBe(1);
});

it('knows only fields of the graph, and of what auditors ask, in its table', () => {
  const schemas = [schema, buildASTSchema(parse(readFileSync('schema/audiences/auditor.api.graphql', 'utf8')))];
  const typeOf = (name: string) => schemas.map((each) => each.getType(name)).find((type) => type !== undefined);
  const named = [limits.pageSize.fields, limits.assumedSize.fields, limits.weight].flatMap((table) => Object.keys(table));
  for (const name of named) {
    const [type = '', field = ''] = name.split('.');
    const owner = typeOf(type);
    expect([name, owner && 'getFields' in owner && field in owner.getFields()]).toEqual([name, true]);
  }
  for (const name of limits.free) expect([name, typeOf(name)?.name]).toEqual([name, name]);
});
