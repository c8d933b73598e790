import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { ANY } from './field-rules';

/** What an archetype may do with an area; FORBIDDEN holds whatever other roles allow. */
export const AREA_RIGHTS = ['CLEAR', 'MASKED', 'FORBIDDEN'] as const;
export type AreaRight = (typeof AREA_RIGHTS)[number];

/** What a token says about its caller that rows can be compared with. */
const ROW_CLAIMS = ['employee', 'region', 'hotel'] as const;

/**
 * Whose customers an archetype sees: those of the bearer of the token, those of everybody in the bearer's department, or those with an open ticket
 * that is assigned to the bearer, and of the tickets these alone.
 */
const CUSTOMERS_OF = ['OWN', 'TEAM', 'ASSIGNED'] as const;

const File = z.strictObject({
  areas: z.record(z.string(), z.strictObject({ text: z.string(), term: z.string() })),
  archetypes: z.record(z.string(), z.record(z.string(), z.enum(AREA_RIGHTS))),
  rows: z.record(z.string(), z.record(z.string().regex(/^\w+\.\w+$/), z.enum(ROW_CLAIMS))).default({}),
  customers: z.record(z.string(), z.enum(CUSTOMERS_OF)).default({}),
});

/**
 * `rights.yaml`: the areas with what they are about, what each archetype may do with each, and which rows it sees: those whose `Type.field` is
 * what the token says, and those of customers whose account owner is the bearer or a colleague of the bearer, or who wait for the bearer.
 */
export type AreaRights = z.infer<typeof File>;

/** Reads `rights.yaml`. @throws Error that names the archetype and the area it does not know */
export function readAreaRights(path: string): AreaRights {
  const parsed = File.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  const { areas, archetypes, rows, customers } = parsed.data;
  if (ANY in areas) throw new Error(`${path}: ${ANY} is read by everybody and needs no entry`);
  for (const [archetype, rights] of Object.entries(archetypes)) {
    const unknown = Object.keys(rights).filter((area) => !(area in areas));
    if (unknown.length > 0)
      throw new Error(`${path}: ${archetype} has rights on ${unknown.join(', ')}, which stands not under areas`);
  }
  const strangers = [...Object.keys(rows), ...Object.keys(customers)].filter((archetype) => !(archetype in archetypes));
  if (strangers.length > 0) throw new Error(`${path}: rows of ${strangers.join(', ')}, which stands not under archetypes`);
  return parsed.data;
}
