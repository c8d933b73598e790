import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { accessTable } from './access-table';
import type { Audience } from './claims';
import { guardSchema } from './guard-schema';

const mayRead = accessTable({
  STAFF: { '*': ['*'] },
  BI: {},
  PARTNER: { Contract: ['ref'], Query: ['contract', 'found'], Filter: ['ref'] },
});

function guarded(calls: string[] = []): GraphQLSchema {
  const contract = (): object => ({ __typename: 'Contract', ref: 'r1', amount: '5' });
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(`extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
        type Query { contract: Contract  secret: String  found(filter: Filter, any: [Filter!]): Int }
        input Filter { ref: String  amount: String  not: Filter }
        type Contract @key(fields: "ref") { ref: ID!  amount: String }`),
      resolvers: {
        Query: { contract, secret: () => calls.push('secret'), found: () => calls.push('found') },
        Contract: { __resolveReference: contract },
      },
    },
  ]);
  guardSchema(schema, mayRead);
  return schema;
}

async function ask(audience: Audience | null, source: string, schema = guarded()) {
  const contextValue = audience ? { claims: { sub: 'x', roles: [], audience } } : {};
  const { data, errors = [] } = await graphql({ schema, source, contextValue });
  return { data, errors: errors.map(({ path, message }) => [path?.join('.'), message]) };
}

it('resolves what the audience may read', async () => {
  expect(await ask('PARTNER', '{ contract { ref } }')).toEqual({ data: { contract: { ref: 'r1' } }, errors: [] });
});

it('refuses a plain field without resolver of its own', async () => {
  expect(await ask('PARTNER', '{ contract { ref amount } }')).toEqual({
    data: { contract: { ref: 'r1', amount: null } },
    errors: [['contract.amount', 'You may not read amount']],
  });
});

it('never calls a refused resolver', async () => {
  const calls: string[] = [];
  await ask('PARTNER', '{ secret }', guarded(calls));
  expect(calls).toEqual([]);
});

it('refuses everything without claims', async () => {
  const { data, errors } = await ask(null, '{ contract { ref } }');
  expect([data, errors.length]).toEqual([{ contract: null }, 1]);
});

it('checks the fields behind _entities', async () => {
  const source = '{ _entities(representations: [{ __typename: "Contract", ref: "r1" }]) { ... on Contract { ref amount } } }';
  expect(await ask('PARTNER', source)).toEqual({
    data: { _entities: [{ ref: 'r1', amount: null }] },
    errors: [['_entities.0.amount', 'You may not read amount']],
  });
});

it.each([
  ['STAFF', true],
  ['PARTNER', false],
  ['BI', false],
] as const)('%s reading the schema text is %s', async (audience, allowed) => {
  const { errors } = await ask(audience, '{ _service { sdl } }');
  expect(errors.length === 0).toBe(allowed);
});

it.each([
  ['PARTNER', 'filter: { ref: "r1" }', true],
  ['PARTNER', 'filter: { amount: "5" }', false],
  ['PARTNER', 'any: [{ ref: "r1" }, { amount: "5" }]', false],
  ['PARTNER', 'filter: { not: { ref: "r1" } }', false],
  ['STAFF', 'filter: { not: { amount: "5" } }', true],
] as const)('lets %s filter with %s: %s', async (audience, argument, allowed) => {
  const calls: string[] = [];
  await ask(audience, `{ found(${argument}) }`, guarded(calls));
  expect(calls).toEqual(allowed ? ['found'] : []);
});
