import { z } from 'zod';
import { durationMs } from './duration';
import { leftOut, strictObject } from './strict-object';

const name = z.string().regex(/^[\p{L}_][\p{L}\p{N}_-]*$/u, 'is not a name');
const expression = z.string().trim().min(1, 'is empty');
const oneOrMore = z.union([expression.transform((text) => [text]), z.array(expression).min(1)]);
const codeMap = z.record(z.string(), z.string());
const texts = z.array(z.string());

function isTimezone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const source = strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case letters, digits and "-"'),
  engine: z.enum(['mysql', 'sqlite']).optional(),
  database: z.string().optional(),
  timezone: z.string().refine(isTimezone, 'is not an IANA time zone'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'is not an ISO 4217 code'),
  nullDates: texts.optional(),
  params: z.record(name, z.string()).optional(),
  windowFunctions: z.enum(['true', 'false']).optional(),
  charset: leftOut(
    'the connection is always utf8mb4 and the server converts; for wrong bytes write clean: [repair gbk-in-latin1]',
  ),
  company: leftOut('write the company column into where, with its value in params'),
});

const link = strictObject({
  one: z.string().optional(),
  first: z.string().optional(),
  all: z.string().optional(),
  on: expression,
  where: expression.optional(),
  order: oneOrMore.optional(),
  key: oneOrMore.optional(),
});

const duration = z.string().transform((text, context) => {
  const ms = durationMs(text);
  if (ms === null) context.addIssue(`is not a duration of weeks, days and a clock, as P2D or PT10M`);
  return ms ?? 0;
});

const changes = strictObject({
  by: oneOrMore,
  as: z.string().optional(),
  overlap: duration.optional(),
  also: z.array(strictObject({ link: z.string(), by: expression, as: z.string().optional() })).optional(),
  compare: z
    .union([z.literal('never').transform(() => null), duration], { error: () => 'is neither "never" nor a duration like P1D' })
    .optional(),
});

const branch = strictObject({
  table: expression,
  where: expression.optional(),
  columns: z.record(z.string(), expression).optional(),
  fields: z.record(z.string(), oneOrMore).optional(),
});

const view = strictObject({
  view: z.string().regex(/^[\p{L}][\p{L}\p{N}_$]*$/u, 'is not a name'),
  sql: expression,
  columns: z.record(z.string(), z.string()),
  keys: z.union([z.array(expression).min(1), z.record(z.string(), expression)]),
});

const hasView = (value: unknown): boolean => typeof value === 'object' && value !== null && 'view' in value;

/** One table: its name and alias, or an object that says what is different in it. Reports the problems of the form that was meant. */
const table = z.unknown().transform((value, context): FromDefinition => {
  const schema = typeof value !== 'object' ? expression : hasView(value) ? view : branch;
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  for (const issue of read.error.issues)
    context.issues.push({ code: 'custom', input: value, path: issue.path, message: issue.message });
  return z.NEVER;
});

export const rowSetDefinition = strictObject({
  from: z.preprocess((value): unknown => (Array.isArray(value) ? value : [value]), z.array(table).min(1)),
  key: oneOrMore,
  where: expression.optional(),
  keep: z.literal('first').optional(),
  with: z.record(z.string(), link).optional(),
  fields: z.record(z.string(), z.unknown()),
  derive: z.record(z.string(), z.unknown()).optional(),
  changes: changes.optional(),
  cannot: z.record(z.string(), z.string().min(1)).optional(),
  match: strictObject({ never: texts.optional(), ignore: texts.optional() }).optional(),
});

/** The file as a whole; field definitions are read one by one, so that each problem stands at its own line. */
export const mappingFile = strictObject({
  source,
  codes: z.record(z.string(), codeMap).optional(),
  rows: z.record(z.string(), z.unknown()),
  extends: z.string().min(1).optional(),
});

export const valueDefinition = strictObject({ value: z.string() });

export const storedDefinition = strictObject({
  from: oneOrMore,
  as: z.string().optional(),
  codes: z.union([z.string(), codeMap]).optional(),
  nulls: texts.optional(),
  clean: texts.optional(),
  currency: z.union([expression, valueDefinition]).optional(),
  private: z.string().min(1).optional(),
});

export const refDefinition = strictObject({
  ref: oneOrMore,
  from: oneOrMore,
  by: z.string().optional(),
  nulls: texts.optional(),
  clean: texts.optional(),
  variants: texts.optional(),
  trust: z
    .string()
    .regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'is not between 0 and 1')
    .optional(),
});

export const deriveDefinition = strictObject({ of: expression, narrow: z.record(z.string(), expression).optional() });

export type RowSetDefinition = z.output<typeof rowSetDefinition>;
export type BranchDefinition = z.output<typeof branch>;
export type ViewDefinition = z.output<typeof view>;
export type FromDefinition = string | BranchDefinition | ViewDefinition;
export type ChangesDefinition = z.output<typeof changes>;
export type LinkDefinition = z.output<typeof link>;
