import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { PARTY_KINDS } from '../identity/party';
import { CommandError } from './command-error';

const column = z.string().min(1);

const columnsSchema = z.strictObject({
  name: column.optional(),
  givenName: column.optional(),
  familyName: column.optional(),
  birthDate: column.optional(),
  phones: z.array(column).default([]),
  emails: z.array(column).default([]),
  /** Type of number to column; `creditCode` and `residentId` are checked and never contradicted. */
  identifiers: z.record(z.string().min(1), column).default({}),
  address: column.optional(),
  street: column.optional(),
  streetNumber: column.optional(),
  addressLine: column.optional(),
  locality: column.optional(),
  postCode: column.optional(),
  region: column.optional(),
});

const schema = z.strictObject({
  /** The kind of all records, or the column that tells it with the words it uses. */
  kind: z.union([z.enum(PARTY_KINDS), z.strictObject({ column, person: z.string(), organisation: z.string() })]),
  /** Column of the key; absent: the line of the record. */
  key: column.optional(),
  /** Column whose equal values are one party; `pattern`: the first group of it is the value. */
  truth: z.strictObject({ column, pattern: z.string().optional() }),
  /** `link`: every file has a party once, only records of different files are compared. */
  mode: z.enum(['deduplicate', 'link']).default('deduplicate'),
  columns: columnsSchema,
});

export type SetSchema = z.infer<typeof schema>;

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${reasonOf(error)}`);
  }
}

const failureSchema = z.object({ message: z.string(), code: z.string().optional() });

export function reasonOf(error: unknown): string {
  const failure = failureSchema.safeParse(error);
  if (!failure.success) return String(error);
  const { code, message } = failure.data;
  return code === 'ENOENT' ? 'there is no such file' : (message.split('\n', 1)[0] ?? message);
}

/** A YAML file checked by its schema. @throws CommandError that names every problem with its place */
export function readYamlFile<T>(file: string, what: string, check: z.ZodType<T>): T {
  let content: unknown;
  const text = readText(file);
  try {
    content = parse(text);
  } catch (error) {
    throw new CommandError(`${file} is no YAML: ${reasonOf(error)}`);
  }
  const result = check.safeParse(content);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `  ${path.join('.') || '(whole file)'}: ${message}`);
  throw new CommandError(`${file} is not ${what}:\n${problems.join('\n')}`);
}

/** What the columns of a CSV file are, and which one holds the truth. */
export function readSetSchema(file: string): SetSchema {
  const read = readYamlFile(file, 'a schema of a labelled set', schema);
  const { name, givenName, familyName } = read.columns;
  if (name === undefined && givenName === undefined && familyName === undefined)
    throw new CommandError(`${file} names no column with a name: give columns.name, or columns.givenName and columns.familyName`);
  if (read.truth.pattern !== undefined) truthPattern(file, read.truth.pattern);
  return read;
}

export function truthPattern(file: string, pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch (error) {
    throw new CommandError(`${file}: truth.pattern is no regular expression: ${reasonOf(error)}`);
  }
}
