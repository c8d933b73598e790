import { buildSchema, executeSync, getOperationAST, parse, validate } from 'graphql';
import { auditedOperation, type AuditedOperation } from './audited-operation';
import { takeShown, withoutPersonal, type Shown } from './shown-data';

const SCHEMA = buildSchema(`
  type Query {
    customers: [Customer]  first: Customer  nested: Customer  itself: Customer
    anything: [Thing!]  pairs: [Pair!]  strict: Strict!  count: Int
  }
  type Customer { id: ID!  name: String  grade: String  tickets: [Ticket!]  record: SourceRecord  loop: Customer  phones: [String!] }
  type Ticket { id: ID!  title: String  priority: String }
  type SourceRecord { system: String!  key: String!  name: String }
  type Pair { left: SourceRecord! }
  type Strict { secret: String! }
  union Thing = Customer | Ticket
`);
const PERSONAL = new Set(['Customer.name', 'Customer.phones', 'Ticket.title', 'SourceRecord.name', 'Strict.secret']);
const policy = { isPersonal: (type: string, field: string): boolean => PERSONAL.has(`${type}.${field}`) };

const ticket = { __typename: 'Ticket', id: 't1', title: 'a title', priority: 'HIGH' };
const record = { system: 'erp', key: '7', name: 'a name' };
const customer = { __typename: 'Customer', id: 'c1', name: 'a name', grade: 'A', tickets: [ticket], record, phones: [] };
const ROOT = {
  customers: [customer, { id: 'c2', name: null, grade: 'B', tickets: [] }, null],
  first: { ...customer, loop: { id: 'c3', grade: 'C' } },
  nested: { ...customer, loop: { id: 'c4', name: 'another name' } },
  itself: { ...customer, loop: customer },
  anything: [ticket, customer],
  pairs: [{ left: record }],
  strict: { secret: 'a secret' },
  count: 1,
};

function read(source: string, operationName?: string): AuditedOperation | null {
  const document = parse(source);
  expect(validate(SCHEMA, document)).toEqual([]);
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new Error('no operation');
  return auditedOperation({ document, source, operation }, SCHEMA, policy);
}

/** What the client gets, and what it shows. */
function answer(source: string): { data: Record<string, unknown>; shown: Shown; operation: AuditedOperation } {
  const operation = read(source);
  if (!operation) throw new Error('nothing is audited');
  expect(validate(SCHEMA, operation.document)).toEqual([]);
  const { data, errors } = executeSync({ schema: SCHEMA, document: operation.document, rootValue: ROOT });
  expect(errors).toBeUndefined();
  const plain = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
  const shown = takeShown(plain, operation);
  const asked = executeSync({ schema: SCHEMA, document: parse(source), rootValue: ROOT });
  expect(plain).toEqual(JSON.parse(JSON.stringify(asked.data)));
  return { data: plain, shown, operation };
}

const said = ({ shown }: { shown: Shown }): object => ({
  fields: [...shown.fields.keys()].sort(),
  subjects: [...shown.subjects].sort(),
  objects: shown.objects,
});

describe('what an answer shows about persons', () => {
  it.each([
    ['names the field and the object', '{ first { name } }', ['Customer.name'], ['c1'], 1],
    ['looks behind an alias', '{ first { grade: name } }', ['Customer.name'], ['c1'], 1],
    ['leaves out objects without a value', '{ customers { name } }', ['Customer.name'], ['c1'], 1],
    ['leaves out empty lists', '{ first { phones name } }', ['Customer.name'], ['c1'], 1],
    ['names what encloses the object', '{ first { grade tickets { title } } }', ['Ticket.title'], ['c1', 't1'], 1],
    ['names a source record by system and key', '{ pairs { left { name } } }', ['SourceRecord.name'], ['erp|7'], 1],
    ['looks into fragments', 'query { first { ...F } } fragment F on Customer { ... { name } }', ['Customer.name'], ['c1'], 1],
    ['looks into unions', '{ anything { ... on Ticket { title } ... on Customer { grade } } }', ['Ticket.title'], ['t1'], 1],
    ['counts the objects', '{ first { name tickets { title } } }', ['Customer.name', 'Ticket.title'], ['c1', 't1'], 2],
  ])('%s', (_, source, fields, subjects, objects) => {
    expect(said(answer(source))).toEqual({ fields, subjects, objects });
  });

  it.each(['{ first { grade } count }', '{ customers { tickets { priority } } }', '{ __typename __schema { types { name } } }'])(
    'leaves %s as it is',
    (source) => expect(read(source)).toBeNull(),
  );

  it('looks at the operation that runs', () => {
    const source = 'query A { count } query B { first { name } }';
    expect(read(source, 'A')).toBeNull();
    expect(read(source, 'B')).not.toBeNull();
  });

  it('asks under names that the client does not use', () => {
    const { data } = answer('{ first { _audit_id: grade name } }');
    expect(data).toEqual({ first: { _audit_id: 'A', name: 'a name' } });
  });
});

describe('rows about persons', () => {
  const rowsOf = (source: string): number => answer(source).shown.rows;

  it.each([
    ['one customer with all that is inside it', '{ first { name record { name } tickets { title } } }', 1],
    ['each object of a list with a value', '{ customers { name } }', 1],
    ['what stands alone in what shows nothing', '{ first { grade tickets { title } record { name } } }', 2],
    ['a customer inside a customer', '{ nested { name loop { name } } }', 2],
    ['none inside a customer that shows nothing', '{ nested { grade loop { name } } }', 1],
    ['the same one once, by whatever names', '{ first { name } again: first { name } customers { name } }', 1],
    ['the same one once inside itself', '{ itself { name loop { name } } }', 1],
    ['what has no identity each time', '{ strict { secret } again: strict { secret } }', 2],
    ['what a union holds', '{ anything { ... on Ticket { title } ... on Customer { name } } }', 2],
    ['nothing where there is no value', '{ first { phones } }', 0],
  ])('are %s', (_, source, rows) => {
    expect(rowsOf(source)).toBe(rows);
  });

  it('are known by the fields that an operation asks for', () => {
    const fields = ['Customer.name', 'Ticket.title'];
    expect(read('{ a: first { name grade } first { ...F name } } fragment F on Customer { tickets { title } }')?.fields).toEqual(
      fields,
    );
  });
});

describe('an answer without what is about persons', () => {
  const emptied = (source: string): object => {
    const { data, operation } = answer(source);
    return withoutPersonal(data, operation.shape);
  };

  it('keeps everything else', () => {
    expect(emptied('{ customers { name grade tickets { title priority } } count }')).toEqual({
      data: {
        customers: [
          { name: null, grade: 'A', tickets: [{ title: null, priority: 'HIGH' }] },
          { name: null, grade: 'B', tickets: [] },
          null,
        ],
        count: 1,
      },
      lost: [
        ['customers', 0, 'name'],
        ['customers', 0, 'tickets', 0, 'title'],
      ],
    });
  });

  it('has null for what cannot stand without it', () => {
    expect(emptied('{ strict { secret } count }')).toEqual({ data: null, lost: [['strict', 'secret']] });
  });
});
