import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { MASKS, type Mask } from './mask';

export const CLASSES = ['PUBLIC', 'INTERNAL', 'PERSONAL', 'SENSITIVE'] as const;
export type Class = (typeof CLASSES)[number];

/** The area that is read by everybody who reads anything. */
export const ANY = 'ANY';

/** What a field is about and how it is protected. */
export interface FieldRule {
  readonly area: string;
  readonly class: Class;
  /** How it is shown where its area is masked; null: not at all, when it is PERSONAL or SENSITIVE. */
  readonly mask: Mask | null;
}

/** Rules by type and field. */
export type FieldRules = ReadonlyMap<string, ReadonlyMap<string, FieldRule>>;

const File = z.record(z.string(), z.record(z.string(), z.array(z.string()).min(1)));
const Rule = z.tuple([z.string().regex(/^[A-Z_]+$/), z.enum(CLASSES)]).rest(z.enum(MASKS));

/** Reads `fields.yaml`. @throws Error that names the type and what is wrong with it */
export function readFieldRules(path: string): FieldRules {
  const parsed = File.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return new Map(Object.entries(parsed.data).map(([type, groups]) => [type, rulesOf(`${path}: ${type}`, groups)]));
}

export const isPersonal = ({ class: named }: FieldRule): boolean => named === 'PERSONAL' || named === 'SENSITIVE';

function rulesOf(at: string, groups: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, FieldRule> {
  const rules = new Map<string, FieldRule>();
  for (const [text, fields] of Object.entries(groups)) {
    const parts = Rule.safeParse(text.split(' '));
    if (!parts.success || parts.data.length > 3)
      throw new Error(
        `${at}: "${text}" is not "AREA CLASS [MASK]" with CLASS one of ${CLASSES.join(', ')} and MASK one of ${MASKS.join(', ')}`,
      );
    const [area, named, mask = null] = parts.data;
    for (const field of fields) {
      if (rules.has(field)) throw new Error(`${at}: ${field} stands there twice`);
      rules.set(field, { area, class: named, mask });
    }
  }
  return rules;
}
