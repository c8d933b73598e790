import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Party, PartyKind } from '../identity/party';
import { CommandError } from './command-error';
import type { LabelledSet } from './labelled-set';
import { readSetSchema, reasonOf, truthPattern, type SetSchema } from './set-schema';

type Row = Readonly<Record<string, string>>;

function readRows(file: string): readonly Row[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${reasonOf(error)}`);
  }
  try {
    return parse<Row>(text, { columns: true, bom: true, trim: true, skip_empty_lines: true, relax_quotes: true });
  } catch (error) {
    throw new CommandError(`${file} is no CSV with a header line: ${reasonOf(error)}`);
  }
}

/** Columns the schema names, with the place it names them at. */
function namedColumns({ key, kind, truth, columns }: SetSchema): readonly (readonly [string, string])[] {
  const { phones, emails, identifiers, ...single } = columns;
  const named: [string, string][] = [['truth.column', truth.column]];
  if (key !== undefined) named.push(['key', key]);
  if (typeof kind === 'object') named.push(['kind.column', kind.column]);
  for (const [field, name] of Object.entries(single)) if (name !== undefined) named.push([`columns.${field}`, name]);
  for (const name of phones) named.push(['columns.phones', name]);
  for (const name of emails) named.push(['columns.emails', name]);
  for (const [type, name] of Object.entries(identifiers)) named.push([`columns.identifiers.${type}`, name]);
  return named;
}

function checkColumns(file: string, schemaFile: string, header: readonly string[], schema: SetSchema): void {
  const missing = namedColumns(schema).filter(([, column]) => !header.includes(column));
  if (missing.length === 0) return;
  const lines = missing.map(([place, column]) => `  ${column} (${place} in ${schemaFile})`);
  throw new CommandError(`${file} has no column:\n${lines.join('\n')}\nits columns are: ${header.join(', ')}`);
}

function kindOf(file: string, row: Row, line: number, kind: SetSchema['kind']): PartyKind {
  if (typeof kind === 'string') return kind;
  const word = row[kind.column];
  if (word === kind.person) return 'PERSON';
  if (word === kind.organisation) return 'ORGANISATION';
  throw new CommandError(`${file}, record ${line}: ${kind.column} is ${word}, neither ${kind.person} nor ${kind.organisation}`);
}

function partyOf(row: Row, system: string, key: string, kind: PartyKind, columns: SetSchema['columns']): Party {
  const valueOf = (column: string | undefined): string | null => (column === undefined ? null : row[column] || null);
  const valuesOf = (names: readonly string[]): readonly string[] => names.flatMap((name) => row[name] || []);
  const identifiers = Object.entries(columns.identifiers).flatMap(([type, column]) => {
    const value = row[column];
    return value ? [{ type, value }] : [];
  });
  return {
    system,
    key,
    kind,
    names: [{ text: valueOf(columns.name), given: valueOf(columns.givenName), family: valueOf(columns.familyName) }],
    phones: valuesOf(columns.phones),
    emails: valuesOf(columns.emails),
    identifiers,
    address: {
      text: valueOf(columns.address),
      street: valueOf(columns.street),
      number: valueOf(columns.streetNumber),
      line2: valueOf(columns.addressLine),
      locality: valueOf(columns.locality),
      postCode: valueOf(columns.postCode),
      region: valueOf(columns.region),
    },
    birthDate: valueOf(columns.birthDate),
    sameAs: [],
  };
}

function labelOf(value: string | undefined, pattern: RegExp | null): string | null {
  if (!value) return null;
  return pattern === null ? value : (pattern.exec(value)?.[1] ?? null);
}

/** Reads one or several CSV files of one labelled set. @throws CommandError for whatever is wrong with a file */
export function readLabelledCsv(files: readonly string[], schemaFile: string): LabelledSet {
  const schema = readSetSchema(schemaFile);
  const pattern = schema.truth.pattern === undefined ? null : truthPattern(schemaFile, schema.truth.pattern);
  const parties: Party[] = [];
  const labels: (string | null)[] = [];
  for (const [index, file] of files.entries()) {
    const rows = readRows(file);
    const [first] = rows;
    if (!first) throw new CommandError(`${file} has no records`);
    checkColumns(file, schemaFile, Object.keys(first), schema);
    const seen = new Set<string>();
    for (const [line, row] of rows.entries()) {
      const key = (schema.key === undefined ? undefined : row[schema.key]) || String(line + 1).padStart(9, '0');
      if (seen.has(key))
        throw new CommandError(`${file}: the key ${key} (column ${schema.key}) stands twice, in record ${line + 1} again`);
      seen.add(key);
      parties.push(partyOf(row, `file${index + 1}`, key, kindOf(file, row, line + 1, schema.kind), schema.columns));
      labels.push(labelOf(row[schema.truth.column], pattern));
    }
  }
  if (labels.every((label) => label === null))
    throw new CommandError(
      `${schemaFile}: truth.column ${schema.truth.column} tells nothing about any record; check truth.pattern`,
    );
  return { name: files.map((file) => basename(file)).join(' + '), parties, labels, linkOnly: schema.mode === 'link' };
}
