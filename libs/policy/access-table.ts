import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { AUDIENCES, type Audience } from './claims';

const File = z.partialRecord(z.enum(AUDIENCES), z.record(z.string(), z.array(z.string())));

/** Whether an audience may read a field; everything not granted is refused. */
export type MayRead = (audience: Audience, type: string, field: string) => boolean;

/** Builds the decision from `type -> fields` per audience; `*` stands for every type or field. */
export function accessTable(grants: z.infer<typeof File>): MayRead {
  const table = new Map<Audience, ReadonlyMap<string, ReadonlySet<string>>>(
    AUDIENCES.map((audience) => [
      audience,
      new Map(Object.entries(grants[audience] ?? {}).map(([type, fields]) => [type, new Set(fields)])),
    ]),
  );
  return (audience, type, field) => {
    const types = table.get(audience);
    return [types?.get(type), types?.get('*')].some((fields) => fields?.has('*') || fields?.has(field));
  };
}

/** Reads `schema/policy/access.yaml`. */
export function readAccessTable(path: string): MayRead {
  const parsed = File.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return accessTable(parsed.data);
}
