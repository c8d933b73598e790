import { parse } from 'graphql';
import type { FieldRule, FieldRules } from '#policy/field-rules';
import { lintAccess } from './lint-access';

const supergraph = parse(
  'type Query { customer: Customer } type Customer { id: ID! name: String } input Filter { name: String }',
);
const rule = (named: FieldRule['class']): FieldRule => ({ area: 'A', class: named, mask: null });
const rules = (customer: Record<string, FieldRule>): FieldRules =>
  new Map([
    ['Query', new Map([['customer', rule('INTERNAL')]])],
    ['Customer', new Map(Object.entries(customer))],
    ['Filter', new Map([['name', rule('PERSONAL')]])],
  ]);
const complete = rules({ id: rule('INTERNAL'), name: rule('PERSONAL') });
const nobody = (): boolean => false;

it('[AZ-11] is content when every field, of inputs as well, has a class and an area', () => {
  expect(lintAccess([supergraph], complete, nobody)).toEqual([]);
});

it('[AZ-11] names a field that nobody classified', () => {
  expect(lintAccess([supergraph], rules({ id: rule('INTERNAL') }), nobody)).toEqual([
    'Customer.name has no class and area: add it to schema/policy/fields.yaml',
  ]);
});

it('knows the fields that a type has in any schema', () => {
  const auditors = parse('type Query { auditRecords: String }');
  expect(lintAccess([supergraph, auditors], complete, nobody)).toEqual([
    'Query.auditRecords has no class and area: add it to schema/policy/fields.yaml',
  ]);
});

it('names a rule of a field that is gone', () => {
  const old = rules({ id: rule('INTERNAL'), name: rule('PERSONAL'), fax: rule('PERSONAL') });
  expect(lintAccess([supergraph], old, nobody)).toEqual([
    'Customer.fax stands in schema/policy/fields.yaml and is not in the graph',
  ]);
});

it.each(['BI', 'PARTNER'] as const)('[GW-05] names a personal field that %s may read', (audience) => {
  const mayRead = (who: string, type: string, field: string): boolean =>
    `${who} ${type}.${field}` === `${audience} Customer.name`;
  expect(lintAccess([supergraph], complete, mayRead)).toEqual([
    `Customer.name is PERSONAL and ${audience} may read it by schema/policy/access.yaml`,
  ]);
});
