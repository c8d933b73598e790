import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { AUDIENCES, type Audience, type Claims } from '#policy/claims';
import { CLASSES, type Class } from '#policy/field-rules';
import { Purposes } from '#policy/purposes';
import { STAFF_COLUMNS } from './expected-access';
import { policyOf, readPolicyFiles } from './policy-files';

type Rules = ConstructorParameters<typeof Purposes>[0];

const FILES = readPolicyFiles();
const RULES = parse(readFileSync(join(__dirname, '../../../schema/policy/purposes.yaml'), 'utf8')) as Rules;

/** Purposes that a role may state, in the words of the business; the first one holds when none is. */
const EXPECTED: Readonly<Record<string, string>> = {
  GENERAL_MANAGER: 'CUSTOMER_CARE COLLECTION DATA_QUALITY MARKETING ANALYSIS',
  SALES_MANAGER: 'CUSTOMER_CARE COLLECTION MARKETING ANALYSIS',
  SALESPERSON: 'CUSTOMER_CARE COLLECTION MARKETING',
  SALES_ADMIN: 'CUSTOMER_CARE COLLECTION DATA_QUALITY ANALYSIS',
  CS_AGENT: 'CUSTOMER_CARE',
  FINANCE: 'CUSTOMER_CARE COLLECTION ANALYSIS',
  HOUSEKEEPING: 'CUSTOMER_CARE MARKETING',
  DATA_STEWARD: 'CUSTOMER_CARE DATA_QUALITY',
  BI: 'ANALYSIS',
  PARTNER: 'CONTRACT_STATUS',
  AUDITOR: 'AUDIT',
};
/** What may be read for a purpose by the classes of fields. */
const READ: Readonly<Record<string, readonly Class[]>> = {
  CUSTOMER_CARE: ['PUBLIC', 'INTERNAL', 'PERSONAL', 'SENSITIVE'],
  COLLECTION: ['PUBLIC', 'INTERNAL', 'PERSONAL', 'SENSITIVE'],
  DATA_QUALITY: ['PUBLIC', 'INTERNAL', 'PERSONAL', 'SENSITIVE'],
  MARKETING: ['PUBLIC', 'INTERNAL', 'PERSONAL'],
  ANALYSIS: ['PUBLIC', 'INTERNAL'],
  CONTRACT_STATUS: ['PUBLIC', 'INTERNAL'],
  AUDIT: ['PUBLIC', 'INTERNAL'],
};
/** A field of each class that the general manager reads. */
const FIELDS = {
  PUBLIC: ['Money', 'amount'],
  INTERNAL: ['Customer', 'id'],
  PERSONAL: ['Customer', 'phones'],
  SENSITIVE: ['Customer', 'taxNo'],
} as const;

const audienceOf = (role: string): Audience =>
  STAFF_COLUMNS.some((each) => each === role) ? 'STAFF' : (AUDIENCES.find((each) => each === role) ?? 'STAFF');
const bearer = (role: string, purpose?: string): Claims => ({
  sub: 'u',
  roles: [role],
  audience: audienceOf(role),
  ...(purpose !== undefined && { purpose }),
});

/** The first expectation that does not hold of the rules; null: all hold. */
function broken(rules: Rules): string | null {
  const policy = policyOf({ ...FILES, purposes: new Purposes(rules) });
  for (const [role, expected] of Object.entries(EXPECTED))
    if (policy.purposesOf(bearer(role)).join(' ') !== expected) return `purposes of ${role}`;
  if (!isDeepStrictEqual(Object.keys(rules.purposes).sort(), Object.keys(READ).sort())) return 'all purposes';
  for (const [purpose, classes] of Object.entries(READ)) {
    for (const named of CLASSES)
      if (new Purposes(rules).admits(purpose, named) !== classes.includes(named)) return `${named} for ${purpose}`;
  }
  return null;
}

it('[AZ-12] the purposes of the product are what is expected of every role and class', () => {
  expect(broken(RULES)).toBeNull();
});

it('[AZ-12] no rule of purposes.yaml can be deleted or added unnoticed', () => {
  const { purposes, audiences, archetypes } = RULES;
  const names = Object.keys(purposes);
  const toggled = <T>(list: readonly T[], item: T): T[] =>
    list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
  const mutants: readonly (readonly [string, Rules])[] = [
    ...Object.entries(purposes).flatMap(([name, rule]) =>
      CLASSES.map((named): [string, Rules] => [
        `${name} ${named}`,
        { ...RULES, purposes: { ...purposes, [name]: { ...rule, classes: toggled(rule.classes, named) } } },
      ]),
    ),
    ...AUDIENCES.flatMap((audience) =>
      names.map((name): [string, Rules] => [
        `${audience} ${name}`,
        { ...RULES, audiences: { ...audiences, [audience]: toggled(audiences[audience], name) } },
      ]),
    ),
    // The purpose of all staff is theirs already.
    ...Object.keys(FILES.rights.archetypes)
      .filter((archetype) => archetype !== 'AUDITOR')
      .flatMap((archetype) =>
        names
          .filter((name) => name !== 'CUSTOMER_CARE')
          .map((name): [string, Rules] => [
            `${archetype} ${name}`,
            { ...RULES, archetypes: { ...archetypes, [archetype]: toggled(archetypes[archetype] ?? [], name) } },
          ]),
      ),
  ];
  expect(mutants.length).toBeGreaterThan(90);
  expect(mutants.filter(([, rules]) => broken(rules) === null).map(([rule]) => rule)).toEqual([]);
});

it.each(Object.entries(READ).filter(([purpose]) => EXPECTED.GENERAL_MANAGER?.includes(purpose)))(
  '[AZ-12] [AZ-15] for %s a general manager reads no class but its own',
  (purpose, classes) => {
    const policy = policyOf(FILES);
    const seen = CLASSES.filter((named) => {
      const [type, field] = FIELDS[named];
      return policy.sight(bearer('GENERAL_MANAGER', purpose), type, field) !== 'NONE';
    });
    expect(seen).toEqual(classes);
  },
);

it('[AZ-12] whoever states a purpose of others, or none that there is, reads nothing: the subgraphs decide so as well', () => {
  const policy = policyOf(FILES);
  for (const [role, purpose] of [
    ['CS_AGENT', 'MARKETING'],
    ['GENERAL_MANAGER', 'CURIOSITY'],
    ['BI', 'CUSTOMER_CARE'],
  ] as const) {
    const seen = [...FILES.fields].flatMap(([type, rules]) =>
      [...rules.keys()].filter((field) => policy.sight(bearer(role, purpose), type, field) !== 'NONE'),
    );
    expect(seen).toEqual([]);
  }
});
