import { buildSchema, parse, type GraphQLSchema } from 'graphql';
import { accessTable } from '#policy/access-table';
import { audienceSchema } from './audience-schema';
import { composeSupergraph } from './compose-supergraph';
import { restrictToAudience } from './restrict-to-audience';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@inaccessible"])';
const CUSTOMERS = `${LINK}
  type Query { customer: Customer  party: Party  anything: [Anything!] }
  type Customer implements Party @key(fields: "id") { id: ID!  name: String  phone: String  sourceKeys: [String!] @inaccessible }
  type Robot implements Party { id: ID! }
  interface Party { id: ID! }
  union Anything = Customer | Robot`;
const SALES = `${LINK}
  type Query { orders(filter: OrderFilter): [Order!] }
  type Order { number: String  status: OrderStatus  customer: Secret }
  type Secret { code: SecretCode }
  enum SecretCode { A B }
  enum OrderStatus { OPEN CLOSED }
  input OrderFilter { status: OrderStatus  margin: Margin }
  input Margin { over: Int }
  type Customer @key(fields: "id") { id: ID!  sourceKeys: [String!] @external  orders: [Order!] @requires(fields: "sourceKeys") }`;

const { supergraph } = composeSupergraph([
  { name: 'customers', sdl: CUSTOMERS },
  { name: 'sales', sdl: SALES },
]);

type Grants = Readonly<Record<string, string[]>>;

function apiFor(grants: Grants): GraphQLSchema {
  if (supergraph === null) throw new Error('it does not compose');
  return buildSchema(audienceSchema(supergraph, 'PARTNER', accessTable({ STAFF: {}, BI: {}, PARTNER: grants })).api);
}

/** Type -> fields, as a client sees them. */
function seen(grants: Grants): Record<string, string[]> {
  const types = Object.values(apiFor(grants).getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  return Object.fromEntries(types.flatMap((type) => ('getFields' in type ? [[type.name, Object.keys(type.getFields())]] : [])));
}

it('shows granted fields and the types they lead to, and nothing else', () => {
  expect(seen({ Query: ['customer'], Customer: ['name'], Order: ['number'] })).toEqual({
    Query: ['customer'],
    Customer: ['name'],
  });
});

it('keeps the keys that the planner needs', () => {
  if (supergraph === null) throw new Error('it does not compose');
  const mayRead = accessTable({ STAFF: {}, BI: {}, PARTNER: { Query: ['customer'], Customer: ['orders'], Order: ['number'] } });
  const text = audienceSchema(supergraph, 'PARTNER', mayRead).supergraph;
  expect(text).toContain('requires: "sourceKeys"');
  expect(text).toMatch(/id: ID! @inaccessible/);
});

it('never opens what was hidden from everybody', () => {
  expect(seen({ Query: ['customer'], Customer: ['*'], Order: ['number'] }).Customer).not.toContain('sourceKeys');
});

it('shows inputs, enums and fields of inputs as far as they are granted', () => {
  const schema = apiFor({ Query: ['orders'], Order: ['status'], OrderFilter: ['status'] });
  expect(
    Object.keys(schema.getTypeMap())
      .filter((name) => /^(Order|Margin|Secret)/.test(name))
      .sort(),
  ).toEqual(['Order', 'OrderFilter', 'OrderStatus']);
  expect(seen({ Query: ['orders'], Order: ['number'], OrderFilter: ['status'] }).OrderFilter).toEqual(['status']);
});

it('shows of a union and an interface the types of which something is granted', () => {
  const schema = apiFor({ Query: ['anything', 'party'], Customer: ['id'], Party: ['id'] });
  expect(schema.getPossibleTypes(schema.getType('Anything') as never).map(({ name }) => name)).toEqual(['Customer']);
  expect(schema.getPossibleTypes(schema.getType('Party') as never).map(({ name }) => name)).toEqual(['Customer']);
});

it.each<[string, Grants, string]>([
  [
    'a field of a type without a grant',
    { Query: ['customer'] },
    'Query.customer is granted and leads to Customer, of which no field is',
  ],
  [
    'an argument of an input without a grant',
    { Query: ['orders'], Order: ['number'] },
    'Query.orders is granted and leads to OrderFilter, of which no field is',
  ],
])('refuses %s', (_, grants, problem) => {
  expect(() => apiFor(grants)).toThrow(problem);
});

it('links to the feature where nothing was hidden so far', () => {
  const plain = parse('schema @link(url: "https://specs.apollo.dev/link/v1.0") { query: Query } type Query { a: Int b: Int }');
  const { supergraph: restricted } = restrictToAudience(plain, (_, field) => field === 'a');
  expect(JSON.stringify(restricted)).toContain('https://specs.apollo.dev/inaccessible/v0.2');
});
