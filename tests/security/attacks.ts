import type { ErrorCode } from '#core/error-codes';

/** An operation that must cost its sender more than the gateway. */
export interface Attack {
  readonly name: string;
  /** Body of the request; `round` makes every try another document, so that nothing cached answers. */
  readonly body: (round: number) => string;
  /** Code of its refusal. */
  readonly code: ErrorCode;
}

const times = (count: number, part: (i: number) => string, separator = ' '): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(separator);

const refusedAs =
  (code: ErrorCode) =>
  (name: string, text: string, variables: object = {}): Attack => ({
    name,
    code,
    body: (round) => JSON.stringify({ query: `${text} # ${round}`, variables }),
  });
const tooMuch = refusedAs('LIMIT_EXCEEDED');
const invalid = refusedAs('GRAPHQL_VALIDATION_FAILED');
const unreadable = refusedAs('GRAPHQL_PARSE_FAILED');
const ambiguous = refusedAs('OPERATION_RESOLUTION_FAILURE');
const badInput = refusedAs('BAD_USER_INPUT');
const body = (name: string, text: string, code: ErrorCode = 'BAD_REQUEST'): Attack => ({ name, code, body: () => text });

const ONE = 'customers(first: 1) { nodes { id } }';
const nested = (levels: number, open: string, inner: string, close: string): string =>
  open.repeat(levels) + inner + close.repeat(levels);

/** A fragment that spreads the next one twice, `levels` times: followed one by one, 2^levels selections. */
const doubling = (levels: number, inner: string): string =>
  `{ customers(first: 1) { nodes { ...F0 } } } ${times(
    levels,
    (i) => `fragment F${i} on Customer { a${i}: id ...F${i + 1} contracts { nodes { customer { ...F${i + 1} } } } }`,
  )} fragment F${levels} on Customer { ${inner} }`;

const LISTS =
  'orders(first: 100) { nodes { lines { lineNo } } } invoices(first: 100) { nodes { lines { lineNo } } } tickets(first: 100) { nodes { id } }';

/** What a caller with a valid token may try. Each must be refused with a 4xx, before a subgraph is asked. */
export const ATTACKS: readonly Attack[] = [
  tooMuch('31 aliases of one field', `{ ${times(31, (i) => `a${i}: ${ONE}`)} }`),
  tooMuch('600 aliases of __typename', `{ ${times(600, (i) => `a${i}: __typename`)} }`),
  tooMuch(
    'aliases in a fragment that is spread often',
    `{ ${times(20, () => '...F')} } fragment F on Query { ${times(30, (i) => `a${i}: __typename`)} }`,
  ),
  tooMuch('21 root fields', `{ ${times(21, () => ONE)} }`),
  tooMuch('16 levels', `{ customers { nodes { ${nested(16, 'contracts { nodes { customer { ', 'id', ' } } }')} } } }`),
  tooMuch('levels in fragments', doubling(8, 'id')),
  tooMuch('fragments that double 40 times', doubling(40, 'id')),
  tooMuch(
    'fragments that double 90 times without fields',
    `{ customers { nodes { ...F0 } } } ${times(90, (i) => `fragment F${i} on Customer { ...F${i + 1} ...F${i + 1} ...F${i + 1} }`)} fragment F90 on Customer { ${times(30, (i) => `a${i}: id`)} x: name }`,
  ),
  invalid(
    'fragments in a circle',
    `{ customers { nodes { ...A } } } fragment A on Customer { ...B } fragment B on Customer { ...A }`,
  ),
  invalid(
    'a fragment of itself',
    `{ customers { nodes { ...A } } } fragment A on Customer { contracts { nodes { customer { ...A } } } }`,
  ),
  invalid('250 fragments that nobody spreads', `{ ${ONE} } ${times(250, (i) => `fragment F${i} on Customer { id }`)}`),
  tooMuch('the same field 1,900 times', `{ customers(first: 1) { nodes { ${times(1900, () => 'id')} } } }`),
  tooMuch(
    '450 fields that conflict',
    `{ customers(first: 1) { nodes { ${times(220, () => 'a: id')} ${times(220, () => 'a: name')} } } }`,
  ),
  tooMuch(
    'objects that conflict below each other',
    `{ ${times(2, () => `customers { nodes { ${times(60, (i) => `contracts(first: ${i + 1}) { nodes { id } }`)} } }`)} }`,
  ),
  tooMuch('600 directives that nobody knows', `{ customers ${times(600, (i) => `@d${i}`)} { nodes { id } } }`),
  tooMuch('250 directives on one field', `{ customers(first: 1) { nodes { id ${times(250, () => '@include(if: true)')} } } }`),
  tooMuch(
    'a directive on each of 200 fields',
    `{ customers(first: 1) { nodes { ${times(200, (i) => `${i % 2 ? 'id' : 'name'} @skip(if: false)`)} } } }`,
  ),
  unreadable('2,001 tokens', `{ ${times(2001, () => 'a')} }`),
  invalid('90 kB of commas', `{ ${','.repeat(90_000)} a b }`),
  invalid('90 kB of one name', `{ ${'a'.repeat(90_000)} }`),
  invalid('90 kB of one text', `{ customer(id: "${'\\u0061'.repeat(14_000)}") { id } } fragment F on Customer { id }`),
  unreadable('900 braces', nested(900, '{ a ', 'b', '}')),
  invalid('900 lists in lists', `{ customers(first: ${nested(900, '[', '1', ']')}) { nodes { id } } }`),
  invalid('450 objects in objects', `{ customers(filter: ${nested(450, '{ a: ', '1', '}')}) { nodes { id } } }`),
  invalid('450 variables', `query Q(${times(450, (i) => `$v${i}: Int`)}) { ${ONE} }`),
  ambiguous('100 operations', `${times(100, (i) => `query Q${i} { ${ONE} }`)}`),
  invalid('introspection in circles', `{ __schema { types { ${nested(5, 'fields { type { ', 'name', ' } }')} } } }`),
  badInput('a page of 10,000 rows', '{ customers(first: 10000) { nodes { id } } }'),
  badInput('a page of 10,000 rows by variable', 'query Q($n: Int!) { customers(first: $n) { nodes { id } } }', { n: 10_000 }),
  badInput('a page of 10,000 rows by default', 'query Q($n: Int! = 10000) { customers(first: $n) { nodes { id } } }'),
  badInput('a negative page', 'query Q($n: Int!) { customers(first: $n) { nodes { id } } }', { n: -5 }),
  tooMuch('long lists inside a long list', `{ customers(first: 100) { nodes { ${LISTS} } } }`),
  tooMuch('long lists inside a long list, by variable', `query Q($n: Int!) { customers(first: $n) { nodes { ${LISTS} } } }`, {
    n: 100,
  }),
  badInput(
    'a filter of 50,000 values',
    'query Q($f: [ContractKind!]) { customers(first: 1) { nodes { contracts(filter: { kind: $f }) { nodes { id } } } } }',
    { f: 'x'.repeat(90_000) },
  ),
  badInput('variables 4,000 levels deep', 'query Q($n: Int!) { customers(first: $n) { nodes { id } } }', {
    n: JSON.parse(nested(4000, '[', '1', ']')) as object,
  }),
  tooMuch('two mutations at once', 'mutation { a: __typename b: __typename }'),
  ambiguous('an unknown operation name', 'query A { __typename } query B { __typename }'),
  body('a body of 1 MB', JSON.stringify({ query: `{ __typename } # ${'x'.repeat(1_000_000)}` }), 'LIMIT_EXCEEDED'),
  body('a body of 90 kB of brackets', '['.repeat(90_000)),
  body('a batch of 1,000 operations', JSON.stringify(Array.from({ length: 1000 }, () => ({ query: '{ __typename }' })))),
  body('a query that is a list', JSON.stringify({ query: Array.from({ length: 10_000 }, () => 'x') })),
  body('variables that are a list', JSON.stringify({ query: `{ ${ONE} }`, variables: Array.from({ length: 10_000 }, () => 1) })),
  body(
    'extensions of another protocol',
    JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
  ),
];
