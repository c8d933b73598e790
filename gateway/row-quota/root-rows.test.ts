import { buildSchema, executeSync, getOperationAST, parse, validate } from 'graphql';
import { fragmentsOf } from '../execution/sent-operation';
import { countRows, rootRows, type RootRows } from './root-rows';

const SCHEMA = buildSchema(`
  type Query { profiles: ProfileConnection  profile: Profile  contracts: [Contract!]  either: [Either!]  count: Int }
  type ProfileConnection { totalCount: Int  nodes: [Profile!]  edges: [ProfileEdge!]  pageInfo: PageInfo! }
  type ProfileEdge { cursor: String!  node: Profile! }
  type PageInfo { hasNextPage: Boolean! }
  type Profile { id: ID!  tags: [Contract!] }
  type Contract { ref: String }
  union Either = Profile | Contract
`);
const profile = { id: 'p', tags: [{ ref: 'a' }, { ref: 'b' }, { ref: 'c' }] };
const page = {
  totalCount: 900,
  nodes: [profile, profile],
  edges: [profile, profile].map((node) => ({ cursor: 'c', node })),
  pageInfo: { hasNextPage: true },
};
const ROOT = { profiles: page, profile, contracts: profile.tags, either: [], count: 3 };

function asked(source: string): readonly RootRows[] {
  const document = parse(source);
  expect(validate(SCHEMA, document)).toEqual([]);
  const operation = getOperationAST(document);
  return operation ? rootRows(operation, fragmentsOf(document), SCHEMA) : [];
}

it.each([
  ['the rows of a page', '{ profiles { totalCount nodes { id tags { ref } } } }', 2],
  ['the same rows once', '{ profiles { nodes { id } mine: edges { node { id } } } }', 2],
  ['the rows of an edge by another name', '{ profiles { rows: edges { cursor } } }', 2],
  ['the rows of each page', '{ a: profiles { nodes { id } } b: profiles { nodes { id } } }', 4],
  ['no row of a total', '{ profiles { totalCount pageInfo { hasNextPage } } }', 0],
  ['one row, whatever is in it', '{ profile { id tags { ref } } }', 1],
  ['the rows of a list', '{ contracts { ref } }', 3],
  ['rows of fragments', '{ ...A ... { profile { id } } } fragment A on Query { contracts { ref } }', 4],
  ['a field once that is asked for twice', '{ contracts { ref } contracts { __typename } }', 3],
  ['no row of a number', '{ count __typename }', 0],
  ['no row of an empty list', '{ either { __typename } }', 0],
])('counts %s', (_, source, rows) => {
  const { data } = executeSync({ schema: SCHEMA, document: parse(source), rootValue: ROOT });
  expect(countRows(JSON.parse(JSON.stringify(data)) as Record<string, unknown>, asked(source))).toBe(rows);
});

it('names the fields, and nothing that is no row', () => {
  const fields = asked('{ mine: profiles { totalCount } profile { id } count __typename }').map(({ field }) => field);
  expect(fields).toEqual(['Query.profiles', 'Query.profile']);
});

it('counts no row that is null', () => {
  expect(
    countRows({ profiles: null, contracts: null }, asked('{ profiles { totalCount } contracts { ref } profile { id } }')),
  ).toBe(0);
});
