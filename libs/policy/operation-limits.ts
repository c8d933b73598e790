import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { AUDIENCES, GRAPH_AUDIENCES } from './claims';

const Count = z.int().positive();
const ByField = z.strictObject({ default: Count, fields: z.record(z.string().regex(/^\w+\.\w+$/), Count).default({}) });
const Rate = z.strictObject({ requests: Count, seconds: Count });
const File = z.strictObject({
  budget: z.record(z.enum(AUDIENCES), Count),
  pageSize: ByField,
  assumedSize: ByField,
  weight: z.record(z.string().regex(/^\w+\.\w+$/), Count),
  free: z.array(z.string()),
  rate: z.record(z.enum(AUDIENCES), Rate),
  misses: z.partialRecord(z.enum(AUDIENCES), Rate),
  rowsPerDay: z.record(z.enum(GRAPH_AUDIENCES), Count),
});

/** What one operation of an audience may ask for, in objects of its answer; fields are named `Type.field`. */
export type OperationLimits = z.infer<typeof File>;

/** Reads `schema/policy/limits.yaml`. @throws Error that names what is wrong in it */
export const readOperationLimits = (path: string): OperationLimits =>
  parseOperationLimits(parse(readFileSync(path, 'utf8')), path);

/** The limits as they stand in a file. @throws Error that names what is wrong in them */
export function parseOperationLimits(file: unknown, path = 'limits'): OperationLimits {
  const parsed = File.safeParse(file);
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
