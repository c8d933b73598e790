import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PARTY_KINDS } from '../registry/party-record';
import { QUALITY_FIELDS } from './quality-record';
import { QUALITY_DIMENSIONS, QUALITY_SEVERITIES, type QualityCheck, type QualityRule, type QualityRules } from './quality-rule';

const NAMED_CHECKS = [
  'present',
  'full-name',
  'one-person',
  'tax-number',
  'current-tax-number',
  'resident-number',
  'phones',
  'email',
  'day',
  'birth-date-of-resident-number',
  'only-record',
  'own-phones',
  'reference-exists',
  'reference-to-same-customer',
] as const;

const check = z.union([
  z.enum(NAMED_CHECKS),
  z.strictObject({ pattern: z.string() }),
  z.strictObject({ 'younger-than-days': z.number().int().min(1) }),
]);

const responsible = z.strictObject({ department: z.string().min(1).max(60), steward: z.string().min(1).max(100) });
const name = z
  .string()
  .regex(/^[\w-]+$/)
  .max(40);

const file = z.strictObject({
  domains: z.record(name, z.strictObject({ text: z.string().min(1), responsible })),
  systems: z.record(name, z.record(name, responsible)).default({}),
  sharedPhoneCustomers: z.number().int().min(2),
  rules: z.record(
    name,
    z.strictObject({
      dimension: z.enum(QUALITY_DIMENSIONS),
      domain: name,
      field: z.enum(QUALITY_FIELDS),
      severity: z.enum(QUALITY_SEVERITIES),
      systems: z.array(name).min(1).optional(),
      kinds: z.array(z.enum(PARTY_KINDS)).min(1).optional(),
      check,
      text: z.string().min(1),
    }),
  ),
});

/** The rules of an installation stand beside its sources file as `data-quality.yaml`; without that the shipped ones count. */
export function qualityRulesFile(folder: string): string {
  const own = join(folder, 'data-quality.yaml');
  return existsSync(own) ? own : join(__dirname, 'rules.yaml');
}

/** Reads the rules of an installation. @throws Error that names the rule and what is wrong with it */
export function readQualityRules(path: string): QualityRules {
  const text = readFileSync(path, 'utf8');
  const parsed = file.safeParse(parse(text));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  const { domains, systems, rules, sharedPhoneCustomers } = parsed.data;
  const unknown = [
    ...Object.entries(rules).flatMap(([id, { domain }]) => (domain in domains ? [] : [`rules.${id}: ${domain}`])),
    ...Object.entries(systems).flatMap(([system, own]) =>
      Object.keys(own).flatMap((domain) => (domain in domains ? [] : [`systems.${system}: ${domain}`])),
    ),
  ];
  if (unknown.length > 0) throw new Error(`${path}: these domains stand not under domains: ${unknown.join(', ')}`);
  return {
    version: createHash('sha256').update(text).digest('hex').slice(0, 16),
    domains: Object.entries(domains).map(([id, domain]) => ({ id, ...domain })),
    rules: Object.entries(rules).map(([id, { systems: only, kinds, check: said, ...rule }]): QualityRule => ({
      id,
      ...rule,
      check: checkOf(said, `${path}: rules.${id}`),
      systems: only ?? null,
      kinds: kinds ?? null,
    })),
    sharedPhoneCustomers,
    responsibleFor(domain, system) {
      const found = systems[system]?.[domain] ?? domains[domain]?.responsible;
      if (!found) throw new Error(`${path}: nobody answers for the domain ${domain}`);
      return found;
    },
  };
}

function checkOf(said: z.output<typeof check>, at: string): QualityCheck {
  if (typeof said === 'string') return { is: said };
  if ('younger-than-days' in said) return { is: 'younger-than', days: said['younger-than-days'] };
  try {
    return { is: 'pattern', pattern: new RegExp(said.pattern, 'u') };
  } catch (cause) {
    throw new Error(`${at}: ${said.pattern} is no regular expression`, { cause });
  }
}
