import { parse, print } from 'graphql';
import { accessTable } from '#policy/access-table';
import type { FieldRule, FieldRules } from '#policy/field-rules';
import { composeSupergraph } from '../compose-supergraph';
import { withPolicyDirectives, type DirectiveRules } from './policy-directives';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable"])';
const rule = (area: string, named: FieldRule['class'] = 'INTERNAL', mask: FieldRule['mask'] = null): FieldRule => ({
  area,
  class: named,
  mask,
});
const rulesOf = (fields: Readonly<Record<string, Readonly<Record<string, FieldRule>>>>): FieldRules =>
  new Map(Object.entries(fields).map(([type, byField]) => [type, new Map(Object.entries(byField))]));

const RULES: DirectiveRules = {
  fields: rulesOf({
    Query: { customer: rule('CUSTOMER'), orders: rule('SALES') },
    Customer: {
      id: rule('ANY'),
      name: rule('CUSTOMER', 'PERSONAL'),
      phone: rule('CONTACT', 'PERSONAL', 'PHONE'),
      keys: rule('CUSTOMER'),
      orders: rule('SALES'),
      contacts: rule('CONTACT'),
    },
    Order: { number: rule('SALES'), total: rule('SALES') },
    OrderConnection: { nodes: rule('ANY', 'PUBLIC') },
    Money: { amount: rule('ANY', 'PUBLIC') },
    OrderFilter: { status: rule('SALES'), number: rule('SALES') },
  }),
  mayRead: accessTable({ PARTNER: { Order: ['number', 'total'], Query: ['orders'], OrderFilter: ['status'] } }),
  limits: { assumedSize: { default: 5, fields: { 'Customer.contacts': 3 } }, weight: { 'Customer.orders': 10 }, free: ['Money'] },
};
const SDL = `${LINK}
  type Query { customer: Customer  orders(filter: OrderFilter): [Order!] }
  type Customer @key(fields: "id") {
    id: ID!
    name: String
    phone: String
    keys: [String!] @external
    orders(first: Int = 5): OrderConnection @requires(fields: "keys")
    contacts: [Order!]
  }
  type Order { number: String  total: Money }
  type OrderConnection { nodes: [Order!] }
  type Money { amount: String }
  input OrderFilter { status: String  number: String }`;

/** A part of the printed SDL, as GraphQL prints it. */
const printed = (rules: DirectiveRules = RULES): string => withPolicyDirectives(SDL, rules);
const text = (sdl: string): string => print(parse(sdl)).trim();

it('says who may select a field, what is personal, who else reads it and what it costs', () => {
  expect(printed()).toContain(
    text(`type Customer @key(fields: "id") {
      id: ID! @authenticated
      name: String @requiresScopes(scopes: [["clear:CUSTOMER"]]) @tag(name: "personal")
      phone: String @requiresScopes(scopes: [["area:CONTACT"]]) @tag(name: "personal")
      keys: [String!] @external
      orders(first: Int = 5): OrderConnection @requires(fields: "keys") @requiresScopes(scopes: [["area:CUSTOMER", "area:SALES"]]) @cost(weight: 10) @listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)
      contacts: [Order!] @requiresScopes(scopes: [["area:CONTACT"]]) @listSize(assumedSize: 3)
    }`),
  );
});

it('says at a type what all its fields share, and nothing of a page twice', () => {
  expect(printed()).toContain(
    text(`type Order @requiresScopes(scopes: [["area:SALES"], ["audience:PARTNER"]]) @tag(name: "partner") {
      number: String
      total: Money
    }
    type OrderConnection @authenticated { nodes: [Order!] }
    type Money @authenticated @cost(weight: 0) { amount: String }
    input OrderFilter { status: String @tag(name: "partner")  number: String }`),
  );
});

it('says at a type only what holds for it in the whole graph: another subgraph may have more of it', () => {
  const more = rulesOf({ Order: { number: rule('SALES'), total: rule('SALES'), cost: rule('COST') } });
  expect(printed({ ...RULES, fields: new Map([...RULES.fields, ...more]) })).toContain('type Order {');
});

it('links to what it uses', () => {
  expect(printed().split('\n')[0]).toBe(
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated", "@cost", "@external", "@key", "@listSize", "@requires", "@requiresScopes", "@shareable", "@tag"])',
  );
});

it('refuses a field without rule', () => {
  const fields = new Map([...RULES.fields, ['Order', new Map([['number', rule('SALES')]])] as const]);
  expect(() => printed({ ...RULES, fields })).toThrow('Order.total has no class and area: add it to schema/policy/fields.yaml');
});

it('[T28] asks for the scopes of what a field is computed from, which composition demands', () => {
  const customers = `${LINK} type Query { customer: Customer } type Customer @key(fields: "id") { id: ID! keys: [String!] }`;
  const sales = `${LINK}
    type Query { orders: [Order!] }
    type Customer @key(fields: "id") { id: ID! keys: [String!] @external  contacts: [Order!] @requires(fields: "keys") }
    type Order { number: String }`;
  const ruled = [customers, sales].map((sdl) => withPolicyDirectives(sdl, RULES));
  const problems = ([first = '', second = '']: readonly string[]): readonly string[] =>
    composeSupergraph([
      { name: 'customers', sdl: first },
      { name: 'sales', sdl: second },
    ]).problems.filter((problem) => !problem.includes('has no description'));
  expect(problems(ruled)).toEqual([]);
  expect(problems(ruled.map((sdl) => sdl.replace('"area:CONTACT", "area:CUSTOMER"', '"area:CONTACT"')))).toEqual([
    expect.stringContaining('Field "Customer.contacts" does not specify necessary'),
  ]);
});
