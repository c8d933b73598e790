import { Kind, parse, print, visit, type ASTNode, type StringValueNode } from 'graphql';
import { composeSupergraph } from './compose-supergraph';

const link = (imports = '["@key", "@external", "@requires", "@provides", "@inaccessible", "@shareable"]'): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${imports})\n`;

/** Describes every type, field and argument, so that each test breaks one rule only. */
function described(sdl: string): string {
  const description: StringValueNode = { kind: Kind.STRING, value: 'Something (某物).' };
  const describe = <N extends ASTNode>(node: N): N => ({ ...node, description });
  return print(visit(parse(sdl), { ObjectTypeDefinition: describe, FieldDefinition: describe, InputValueDefinition: describe }));
}

const CUSTOMERS = `
  type Query { customer: Customer }
  type Customer @key(fields: "id") { id: ID! name: String sourceKeys: [String!] @inaccessible }`;
const SALES = `
  type Customer @key(fields: "id") { id: ID! sourceKeys: [String!] @external orders: Int @requires(fields: "sourceKeys") }`;

function problems(customers: string, sales: string): readonly string[] {
  return composeSupergraph([
    { name: 'customers', sdl: link() + described(customers) },
    { name: 'sales', sdl: link() + described(sales) },
  ]).problems;
}

it('has nothing against subgraphs that keep the rules', () => {
  expect(problems(CUSTOMERS, SALES)).toEqual([]);
});

it.each<[string, string, string, string]>([
  [
    'R1: a Customer made outside customers',
    CUSTOMERS,
    `${SALES} type Query { best: Customer }`,
    'Query.best produces a Customer outside customers',
  ],
  [
    'R2: a requirement through a field with arguments',
    CUSTOMERS.replace('sourceKeys: [String!] @inaccessible', 'keysOf(system: String): [String!]'),
    SALES.replaceAll('sourceKeys', 'keysOf').replace(
      'keysOf: [String!] @external',
      'keysOf(system: String): [String!] @external',
    ),
    'Customer.orders: @requires goes through Customer.keysOf, a field with arguments',
  ],
  [
    'R3: keys that clients can see',
    CUSTOMERS.replace(' @inaccessible', ''),
    SALES,
    'Customer.sourceKeys is for the planner: @inaccessible, nullable and without arguments',
  ],
  [
    'R4: a non-null field of a shared entity',
    CUSTOMERS,
    SALES.replace('orders: Int', 'orders: Int!'),
    'Customer.orders is non-null: one dead subgraph would null its parent',
  ],
  [
    'R4: a non-null root field',
    CUSTOMERS,
    `${SALES} type Query { count: Int! }`,
    'Query.count is non-null: one dead subgraph would null its parent',
  ],
  [
    'R8: a subscription',
    `${CUSTOMERS} type Subscription { changed: Int }`,
    SALES,
    'Subscription.changed: subscriptions are not served',
  ],
  [
    'R6: a hint of the composition',
    `${CUSTOMERS} type Money @shareable { amount: Int! } extend type Customer { due: Money }`,
    `${SALES} type Money @shareable { amount: Int } extend type Customer { paid: Money }`,
    'INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE',
  ],
])('refuses %s', (_, customers, sales, problem) => {
  const found = problems(customers, sales);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(problem);
});

it('refuses renamed imports', () => {
  const sdl = `${link('["@key", { name: "@inaccessible", as: "@hidden" }]')}${described('type Query { a: Int @hidden b: Int }')}`;
  expect(composeSupergraph([{ name: 'sales', sdl }]).problems).toEqual([
    'sales renames an import: the gateway would read it as no rule',
  ]);
});

it('names everything that has no description with a Chinese term', () => {
  const sdl = `${link()} "English only." scalar Day
    type Query { "Finds (查找)." find(from: Day, "End (止)." to: Day): Int  "No term." other: Int }`;
  expect(composeSupergraph([{ name: 'sales', sdl }]).problems).toEqual(
    ['Day', 'Query.find(from:)', 'Query.other'].map((at) => `${at} has no description that ends with its Chinese term`),
  );
});

it('gives no supergraph when the subgraphs do not compose', () => {
  const { supergraph, problems: found } = composeSupergraph([
    { name: 'customers', sdl: link() + described(CUSTOMERS) },
    { name: 'sales', sdl: link() + described(SALES.replace('sourceKeys: [String!] @external', 'sourceKeys: Int @external')) },
  ]);
  expect(supergraph).toBeNull();
  expect(found.length).toBeGreaterThan(0);
});
