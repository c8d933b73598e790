import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { AccessPolicy } from './access-policy';
import { accessTable } from './access-table';
import type { Claims } from './claims';
import type { FieldRule } from './field-rules';
import { onePurpose } from './fixtures/one-purpose';
import { guardSchema } from './guard-schema';

const rule = (area: string, named: FieldRule['class'] = 'INTERNAL', mask: FieldRule['mask'] = null): FieldRule => ({
  area,
  class: named,
  mask,
});

const policy = new AccessPolicy({
  purposes: onePurpose,
  mayRead: accessTable({
    STAFF: { '*': ['*'] },
    BI: {},
    PARTNER: { Contract: ['ref'], Query: ['contract', 'found'], Filter: ['ref'] },
  }),
  roles: new Map([
    ['CHIEF', { audience: 'STAFF', archetype: 'CHIEF', term: '总经理', person: { sub: 'u-1' } }],
    ['CLERK', { audience: 'STAFF', archetype: 'CLERK', term: '文员', person: { sub: 'u-2' } }],
  ]),
  fields: new Map([
    ['Query', new Map(['contract', 'secret', 'found'].map((field) => [field, rule('CONTRACTS')]))],
    [
      'Contract',
      new Map([
        ['ref', rule('CONTRACTS')],
        ['amount', rule('MONEY')],
        ['phone', rule('CONTACT', 'PERSONAL', 'PHONE')],
        ['phones', rule('CONTACT', 'PERSONAL', 'PHONE')],
      ]),
    ],
    [
      'Filter',
      new Map(
        Object.entries({
          ref: rule('CONTRACTS'),
          not: rule('CONTRACTS'),
          amount: rule('MONEY'),
          phone: rule('CONTACT', 'PERSONAL', 'PHONE'),
        }),
      ),
    ],
    ['_Service', new Map(['_service', 'sdl'].map((field) => [field, rule('ANY', 'PUBLIC')]))],
  ]),
  rights: {
    rows: {},
    customers: {},
    areas: Object.fromEntries(['CONTRACTS', 'MONEY', 'CONTACT'].map((area) => [area, { text: area, term: '区' }])),
    archetypes: {
      CHIEF: { CONTRACTS: 'CLEAR', MONEY: 'CLEAR', CONTACT: 'CLEAR' },
      CLERK: { CONTRACTS: 'CLEAR', CONTACT: 'MASKED' },
    },
  },
});

function guarded(calls: string[] = []): GraphQLSchema {
  const contract = (): object => ({
    __typename: 'Contract',
    ref: 'r1',
    amount: '5',
    phone: () => Promise.resolve('13812340001'),
    phones: ['13812340001', null],
  });
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(`extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
        type Query { contract: Contract  secret: String  found(filter: Filter, any: [Filter!]): Int }
        input Filter { ref: String  amount: String  phone: String  not: Filter }
        type Contract @key(fields: "ref") { ref: ID!  amount: String  phone: String  phones: [String] }`),
      resolvers: {
        Query: { contract, secret: () => calls.push('secret'), found: () => calls.push('found') },
        Contract: { __resolveReference: contract },
      },
    },
  ]);
  guardSchema(schema, policy);
  return schema;
}

const CLAIMS: Readonly<Record<string, Claims>> = {
  CHIEF: { sub: 'u-1', roles: ['CHIEF'], audience: 'STAFF' },
  CLERK: { sub: 'u-2', roles: ['CLERK'], audience: 'STAFF' },
  NOBODY: { sub: 'u-3', roles: ['UNKNOWN'], audience: 'STAFF' },
  PARTNER: { sub: 'p-1', roles: ['PARTNER'], audience: 'PARTNER' },
  BI: { sub: 'svc-bi', roles: ['BI'], audience: 'BI' },
};

async function ask(who: string | null, source: string, schema = guarded()) {
  const contextValue = who ? { claims: CLAIMS[who] } : {};
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
  ['CHIEF', true],
  ['NOBODY', false],
  ['PARTNER', false],
  ['BI', false],
] as const)('%s reading the schema text is %s', async (who, allowed) => {
  const { errors } = await ask(who, '{ _service { sdl } }');
  expect(errors.length === 0).toBe(allowed);
});

it.each([
  ['PARTNER', 'filter: { ref: "r1" }', true],
  ['PARTNER', 'filter: { amount: "5" }', false],
  ['PARTNER', 'any: [{ ref: "r1" }, { amount: "5" }]', false],
  ['PARTNER', 'filter: { not: { ref: "r1" } }', false],
  ['CHIEF', 'filter: { not: { amount: "5" } }', true],
  ['CLERK', 'filter: { ref: "r1" }', true],
  ['CLERK', 'filter: { not: { amount: "5" } }', false],
  ['CHIEF', 'filter: { phone: "13812340001" }', true],
  ['CLERK', 'filter: { phone: "13812340001" }', false],
] as const)('lets %s filter with %s: %s', async (who, argument, allowed) => {
  const calls: string[] = [];
  await ask(who, `{ found(${argument}) }`, guarded(calls));
  expect(calls).toEqual(allowed ? ['found'] : []);
});

it('[AZ-15] masks what a role sees in part, plain, promised and in lists', async () => {
  const source = '{ contract { ref phone phones } }';
  const clear = { ref: 'r1', phone: '13812340001', phones: ['13812340001', null] };
  expect(await ask('CHIEF', source)).toEqual({ data: { contract: clear }, errors: [] });
  const part = { ref: 'r1', phone: '138****0001', phones: ['138****0001', null] };
  expect(await ask('CLERK', source)).toEqual({ data: { contract: part }, errors: [] });
});

it('[AZ-09] refuses a role without right, and a role nobody knows', async () => {
  expect(await ask('CLERK', '{ contract { ref amount } }')).toEqual({
    data: { contract: { ref: 'r1', amount: null } },
    errors: [['contract.amount', 'You may not read amount']],
  });
  expect((await ask('NOBODY', '{ contract { ref } }')).data).toEqual({ contract: null });
});
