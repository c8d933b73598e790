import { isDeepStrictEqual } from 'node:util';
import type { AccessPolicy } from '#policy/access-policy';
import { accessTable } from '#policy/access-table';
import type { Audience, Claims } from '#policy/claims';
import type { FieldRules } from '#policy/field-rules';
import {
  ALL_ROWS,
  AUDITORS_READ,
  EXPECTED,
  EXPECTED_ROWS,
  PERSONAL,
  PROGRAM_COLUMNS,
  SAME_AS,
  STAFF_COLUMNS,
} from './expected-access';
import { policyOf, type PolicyFiles } from './policy-files';

/** What is expected of one field. */
export interface FieldClaim {
  readonly type: string;
  readonly field: string;
  /** By column: `c`, `m` or `.`. */
  readonly seen: readonly string[];
}

/** The lines of EXPECTED for the fields of the graph. @throws Error naming a field without a line, or a line without a field */
export function fieldClaims(fields: FieldRules, text = EXPECTED): readonly FieldClaim[] {
  const lines = new Map<string, readonly string[]>();
  for (const line of text.trim().split('\n')) {
    const [staff = '', programs = '', ...names] = line.split(' ');
    for (const name of names) {
      if (lines.has(name)) throw new Error(`${name} stands there twice`);
      lines.set(name, [...staff, ...programs]);
    }
  }
  const used = new Set<string>();
  const claims = [...fields].flatMap(([type, rules]) =>
    [...rules.keys()].map((field): FieldClaim => {
      const ending = /(Connection|Edge)$/.exec(type)?.[0] ?? '';
      const name = [`${type}.${field}`, `${type}.*`, `*${ending}.*`].find((each) => lines.has(each));
      if (name === undefined) throw new Error(`Nothing is expected of ${type}.${field}`);
      used.add(name);
      return { type, field, seen: lines.get(name) ?? [] };
    }),
  );
  const idle = [...lines.keys()].filter((name) => !used.has(name));
  if (idle.length > 0) throw new Error(`Expected of what is not in the graph: ${idle.join(', ')}`);
  return claims;
}

const bearer = (roles: readonly string[], audience: Audience): Claims => ({
  sub: 'u',
  roles,
  audience,
  employee: 'E1',
  hotel: 'H1',
});
const COLUMNS: readonly Claims[] = [
  ...STAFF_COLUMNS.map((role) => bearer([role], 'STAFF')),
  ...PROGRAM_COLUMNS.map((role) => bearer([role], role)),
];
const AUDITOR = bearer(['AUDITOR'], 'AUDITOR');
/** An auditor who came to the graph of customers, also one who is more than that, reads nothing there. */
const AUDITORS = [bearer(['AUDITOR'], 'STAFF'), bearer(['GENERAL_MANAGER', 'AUDITOR'], 'STAFF')];

/** The first claim that does not hold of the files, in words; null: all hold. */
export function brokenClaim(files: PolicyFiles, claims: readonly FieldClaim[]): string | null {
  const policy = policyOf(files);
  return brokenField(files, policy, claims) ?? brokenRole(files, policy);
}

function brokenField({ access }: PolicyFiles, policy: AccessPolicy, claims: readonly FieldClaim[]): string | null {
  const mayRead = accessTable(access);
  for (const { type, field, seen } of claims) {
    const at = `${type}.${field}`;
    const mask = PERSONAL[at];
    if (policy.classOf(type, field) === null) return `${at} has a class`;
    if (policy.isPersonal(type, field) !== (mask !== undefined)) return `${at} is about a person: ${mask !== undefined}`;
    if (!mayRead('STAFF', type, field)) return `${at} is in the schema of staff`;
    const expected = { c: 'CLEAR', m: mask ?? 'NONE', '.': 'NONE' };
    const wrong = COLUMNS.find((each, i) => policy.sight(each, type, field) !== expected[seen[i] as keyof typeof expected]);
    if (wrong) return `${wrong.roles.join()} and ${at}`;
    const isTrail = [at, `${type}.*`].some((each) => AUDITORS_READ.includes(each));
    if (policy.sight(AUDITOR, type, field) !== (isTrail ? 'CLEAR' : 'NONE')) return `an auditor reads ${at}: ${isTrail}`;
    if (AUDITORS.some((each) => policy.sight(each, type, field) !== 'NONE')) return `an auditor does not read ${at}`;
  }
  return null;
}

/** The fields show what the role of a column sees; every other role of the column must be the same. */
function brokenRole({ roles, rights }: PolicyFiles, policy: AccessPolicy): string | null {
  const expected = Object.values(SAME_AS).flat();
  const unknown = [...roles.keys()].find((role) => !expected.includes(role));
  if (unknown) return `nothing is expected of the role ${unknown}`;
  for (const [column, same] of Object.entries(SAME_AS)) {
    const audience = STAFF_COLUMNS.some((each) => each === column)
      ? 'STAFF'
      : [...PROGRAM_COLUMNS, 'AUDITOR' as const].find((each) => each === column);
    for (const role of same) {
      if (!roles.has(role)) return `there is a role ${role}`;
      if (roles.get(role)?.audience !== audience) return `${role} is of ${audience}`;
      if (roles.get(role)?.archetype !== roles.get(column)?.archetype) return `${role} sees what ${column} sees`;
      if (roles.get(role)?.archetype === undefined ? audience === 'STAFF' : audience === 'BI' || audience === 'PARTNER')
        return `${role} has an archetype: ${audience === 'STAFF'}`;
      const scope = policy.rowScope(bearer([role], audience ?? 'STAFF'));
      if (!isDeepStrictEqual(scope, EXPECTED_ROWS[column] ?? ALL_ROWS)) return `rows of ${role}`;
    }
  }
  return Object.keys(rights.archetypes).length === STAFF_COLUMNS.length + 1 ? null : 'every archetype has a column';
}
