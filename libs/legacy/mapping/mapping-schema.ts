import { z } from 'zod';
import { notRunYet, strictObject } from './strict-object';

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
  charset: notRunYet('the connection is always utf8mb4, the server converts'),
  company: notRunYet('write the company column into where'),
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

const changes = strictObject({
  by: expression,
  as: z.string().optional(),
  overlap: z.string().optional(),
  also: z.array(strictObject({ link: z.string(), by: expression })).optional(),
  compare: z.string().optional(),
});

export const rowSetDefinition = strictObject({
  from: z.union([expression.transform((text) => [text]), z.array(expression).min(1)], {
    error: () => 'expected "TABLE alias" or a list of them (a view or a branch with its own fields is not supported)',
  }),
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
  extends: notRunYet('write the whole mapping'),
});

export const valueDefinition = strictObject({ value: z.string() });

export const storedDefinition = strictObject({
  from: oneOrMore,
  as: z.string().optional(),
  codes: z.union([z.string(), codeMap]).optional(),
  nulls: texts.optional(),
  clean: texts.optional(),
  currency: z.union([expression, valueDefinition]).optional(),
  private: notRunYet('personal fields are tagged by the row type; no more can be tagged yet'),
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
export type LinkDefinition = z.output<typeof link>;
