import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { AUDIENCES } from './claims';

const Person = z.strictObject({
  sub: z.string(),
  employee: z.string().optional(),
  region: z.string().optional(),
  hotel: z.string().optional(),
  partner: z.string().optional(),
});
const File = z.strictObject({
  roles: z.record(
    z.string(),
    z.strictObject({
      audience: z.enum(AUDIENCES).optional(),
      /** What a STAFF role may read, by `rights.yaml`. */
      archetype: z.string().optional(),
      term: z.string(),
      person: Person,
    }),
  ),
});

export type Role = z.infer<typeof File>['roles'][string];
export type Roles = ReadonlyMap<string, Role>;

/** Reads `schema/policy/roles.yaml`: role id -> audience, archetype and demo person. */
export function readRoles(path: string): Roles {
  const parsed = File.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return new Map(Object.entries(parsed.data.roles));
}
