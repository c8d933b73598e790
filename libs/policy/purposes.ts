import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { AUDIENCES, type Audience } from './claims';
import { CLASSES, type Class } from './field-rules';

const Name = z.string().regex(/^[A-Z_]{1,40}$/);
const Names = z.array(Name);
const File = z.strictObject({
  purposes: z.record(Name, z.strictObject({ text: z.string(), term: z.string(), classes: z.array(z.enum(CLASSES)).min(1) })),
  audiences: z.record(z.enum(AUDIENCES), Names.min(1)),
  archetypes: z.record(z.string(), Names),
});
type Rules = z.infer<typeof File>;

/** What personal data are asked for: which purposes a caller may state, and which classes of fields may be read for each. */
export class Purposes {
  constructor(private readonly rules: Rules) {}

  /** Purposes that a caller may state; the first one holds when none is. */
  of(audience: Audience, archetypes: readonly string[]): readonly string[] {
    const own = audience === 'STAFF' ? archetypes.flatMap((name) => this.rules.archetypes[name] ?? []) : [];
    return [...new Set([...this.rules.audiences[audience], ...own])];
  }

  /** Whether a field of a class may be read for a purpose. */
  admits(purpose: string, named: Class): boolean {
    return this.rules.purposes[purpose]?.classes.includes(named) ?? false;
  }

  /** Every purpose with what it means. */
  all(): Rules['purposes'] {
    return this.rules.purposes;
  }

  /** Archetypes that may state more than the purpose of all staff. */
  archetypes(): readonly string[] {
    return Object.keys(this.rules.archetypes);
  }
}

/** Reads `purposes.yaml`. @throws Error that names the purpose that is not there */
export function readPurposes(path: string): Purposes {
  const parsed = File.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  const { purposes, audiences, archetypes } = parsed.data;
  for (const [who, names] of [...Object.entries(audiences), ...Object.entries(archetypes)]) {
    const unknown = names.filter((name) => !(name in purposes));
    if (unknown.length > 0) throw new Error(`${path}: ${who} may state ${unknown.join(', ')}, which stands not under purposes`);
  }
  return new Purposes(parsed.data);
}
