import { buildSchema, Kind, parse, type OperationDefinitionNode } from 'graphql';
import type { AccessPolicy, Sight } from '#policy/access-policy';
import type { Claims } from '#policy/claims';
import { checkAccess } from './access-check';

const schema = buildSchema(`
  type Query { customer: Customer  found: Found  named: Named }
  union Found = Customer | Ticket
  interface Named { name: String }
  type Customer implements Named { name: String  phone: String  tickets(first: Int): Tickets  parent: Customer }
  type Tickets { nodes: [Ticket] }
  type Ticket implements Named { name: String  text: String }
`);
const claims: Claims = { sub: 'u', roles: ['CLERK'], audience: 'STAFF' };
const hidden = ['Customer.tickets', 'Ticket.name', 'Ticket.text'];
const policy: Pick<AccessPolicy, 'sight'> = {
  sight: (_claims, type, field): Sight => (hidden.includes(`${type}.${field}`) ? 'NONE' : field === 'phone' ? 'PHONE' : 'CLEAR'),
};

function refusal(text: string, variables: Record<string, unknown> = {}): string | null {
  const document = parse(text);
  const operation = document.definitions.find((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('no operation');
  try {
    checkAccess({ document, operation, variables }, schema, claims, policy);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
}

const REFUSED = (fields: string): string =>
  `Your roles do not read ${fields}. Ask without it, or leave it out by @include(if: $variable)`;

it.each([
  ['fields that are seen, in clear or masked', '{ customer { name phone parent { name } } }'],
  ['a type name', '{ customer { __typename } __schema { queryType { name } } }'],
  ['what @include(if: false) leaves out', '{ customer { name tickets @include(if: false) { nodes { text } } } }'],
  ['what @skip(if: true) leaves out', '{ customer { ... @skip(if: true) { tickets { nodes { text } } } } }'],
  ['an interface field that some type shows', 'query { found { ... on Customer { name } } }'],
])('passes %s', (_title, text) => {
  expect(refusal(text)).toBeNull();
});

it.each([
  ['a field', '{ customer { tickets { nodes { text } } } }', 'Customer.tickets'],
  ['a field under an alias', '{ customer { x: tickets { nodes { text } } } }', 'Customer.tickets'],
  ['a field in an inline fragment', '{ found { ... on Ticket { text } } }', 'Ticket.text'],
  [
    'a field in a fragment, named once',
    '{ a: customer { ...F } b: customer { ...F } } fragment F on Customer { tickets { nodes { text } } }',
    'Customer.tickets',
  ],
  ['a field of an interface that one of its types hides', '{ named { name } }', 'Ticket.name'],
  [
    'several fields',
    '{ customer { tickets { nodes { text } } } found { ... on Ticket { text } } }',
    'Customer.tickets, Ticket.text',
  ],
])('[AZ-09] refuses %s', (_title, text, fields) => {
  expect(refusal(text)).toBe(REFUSED(fields));
});

it.each([
  [{ more: false }, null],
  [{ more: true }, REFUSED('Customer.tickets')],
  [{}, REFUSED('Customer.tickets')],
  [{ more: 'no' }, REFUSED('Customer.tickets')],
])('reads the variable of @include: %j', (variables, expected) => {
  const text = 'query ($more: Boolean = true) { customer { name tickets @include(if: $more) { nodes { text } } } }';
  expect(refusal(text, variables)).toBe(expected);
});
