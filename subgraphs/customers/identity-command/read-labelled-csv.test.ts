import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateSet } from './evaluate-set';
import { readBlocking, readWeights } from './identity-files';
import { readLabelledCsv } from './read-labelled-csv';
import { reportRows, reportText } from './report';

const folder = mkdtempSync(join(tmpdir(), 'labelled-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const SCHEMA = `kind: PERSON
key: id
truth: { column: who, pattern: '^p(\\d+)' }
columns: { name: full_name, birthDate: born, phones: [mobile], identifiers: { socialSecurity: ssn } }
`;
const CSV = `\uFEFFid,full_name,born,mobile,ssn,who
1,"Smith, John",1980-02-03,13912345678,1234567,p1-a
2,John Smith,1980-02-03,+86 139 1234 5678,1234567,p1-b
3,"Doe, ""Jane""",1975-06-07,,7654321,p2
4,Jane Doe,,,,x
`;
const schema = write('schema.yaml', SCHEMA);
const csv = write('people.csv', CSV);

describe('a labelled CSV file', () => {
  it('becomes party records with their labels; a label that the pattern does not fit is unknown', () => {
    const { parties, labels } = readLabelledCsv([csv], schema);
    expect(labels).toEqual(['1', '1', '2', null]);
    expect(parties[2]).toMatchObject({
      key: '3',
      kind: 'PERSON',
      names: [{ text: 'Doe, "Jane"' }],
      phones: [],
      identifiers: [{ type: 'socialSecurity', value: '7654321' }],
    });
  });

  it('is read the same with the line ends of another system, also within quotes', () => {
    const windows = write('windows.csv', CSV.replaceAll('\n', '\r\n').replace('Smith, John', 'Smith,\r\nJohn'));
    const { parties, labels } = readLabelledCsv([windows], schema);
    expect(labels).toEqual(['1', '1', '2', null]);
    expect(parties[0]?.names).toMatchObject([{ text: 'Smith,\r\nJohn' }]);
  });

  it.each([
    [
      'a column that is not there',
      CSV.replace('born', 'birth'),
      SCHEMA,
      /people2\.csv has no column:\n {2}born \(columns\.birthDate in .*\nits columns are: id, full_name/,
    ],
    ['no records', 'id,full_name,born,mobile,ssn,who\n', SCHEMA, /has no records/],
    ['a row with too many cells', `${CSV}5,a,b,c,d,e,f\n`, SCHEMA, /is no CSV with a header line: Invalid Record Length/],
    ['a row with too few cells', `${CSV}5,a\n`, SCHEMA, /Invalid Record Length: columns length is 6, got 2 on line 6/],
    ['a quote that is not closed', `${CSV}5,"a,b,c,d,e\n`, SCHEMA, /Quote Not Closed/],
    ['a key that stands twice', CSV.replace('\n2,', '\n1,'), SCHEMA, /the key 1 \(column id\) stands twice, in record 2 again/],
    [
      'a schema with an unknown field',
      CSV,
      SCHEMA.replace('born', 'born, shoe: size'),
      /is not a schema of a labelled set:\n {2}columns: .*shoe/,
    ],
    ['a schema without a name', CSV, SCHEMA.replace('name: full_name, ', ''), /names no column with a name/],
    ['a pattern that is none', CSV, SCHEMA.replace('^p(', '^p(('), /truth\.pattern is no regular expression/],
    ['a truth that tells nothing', CSV, SCHEMA.replace('^p', '^q'), /tells nothing about any record/],
  ])('is refused with %s', (_, text, schemaText, message) => {
    const path = write('people2.csv', text);
    expect(() => readLabelledCsv([path], write('schema2.yaml', schemaText))).toThrow(message);
  });

  it('is refused by its name when it cannot be read', () => {
    expect(() => readLabelledCsv([join(folder, 'none.csv')], schema)).toThrow(/none\.csv cannot be read: there is no such file/);
    expect(() => readWeights(schema)).toThrow(/is not a weights file/);
  });

  it('is resolved with the shipped weights, and the report counts what is right', () => {
    const evaluated = evaluateSet(readLabelledCsv([csv], schema), readWeights(), readBlocking(), () => 0);
    const quality = new Map(reportRows(evaluated).map(({ label, quality: reached }) => [label, reached]));
    expect(quality.get('clusters')).toMatchObject({ precision: 1, found: quality.get('clusters')?.right });
    expect(reportText(evaluated)).toMatch(/people\.csv: 4 records/);
  });
});
