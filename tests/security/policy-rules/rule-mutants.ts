import type { AreaRight } from '#policy/area-rights';
import { ANY, isPersonal, type FieldRule, type FieldRules } from '#policy/field-rules';
import { MASKS } from '#policy/mask';
import type { PolicyFiles } from './policy-files';

/** The policy files with one rule changed. */
export interface Mutant {
  readonly rule: string;
  /** The type whose field it is about: what is expected of it is looked at first. */
  readonly type?: string;
  readonly files: PolicyFiles;
}

type Table<V> = Readonly<Record<string, V>>;

const without = <V>(table: Table<V>, key: string): Record<string, V> =>
  Object.fromEntries(Object.entries(table).filter(([each]) => each !== key));
const withoutKey = <V>(table: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> =>
  new Map([...table].filter(([each]) => each !== key));

/** Each grant of rights.yaml gone, weakened or made stronger, each that is not there given, and each rule about rows gone or another one. */
export function mutantsOfRights(files: PolicyFiles): readonly Mutant[] {
  const { rights, fields } = files;
  const mutant = (rule: string, changed: Partial<PolicyFiles['rights']>): Mutant => ({
    rule: `rights.yaml: ${rule}`,
    files: { ...files, rights: { ...rights, ...changed } },
  });
  const others = (right: AreaRight | undefined, area: string): readonly (AreaRight | undefined)[] => {
    const looks = [undefined, 'CLEAR', 'MASKED'] as const;
    return looks.filter((other) => other !== right && !isSame(fieldsAbout(fields, area), right, other));
  };
  const grants = Object.entries(rights.archetypes).flatMap(([name, areas]) =>
    Object.keys(rights.areas).flatMap((area) =>
      others(areas[area], area).map((right) => {
        const changed = right === undefined ? without(areas, area) : { ...areas, [area]: right };
        const rule = `${name} ${area}: ${areas[area] ?? 'nothing'} becomes ${right ?? 'nothing'}`;
        return mutant(rule, { archetypes: { ...rights.archetypes, [name]: changed } });
      }),
    ),
  );
  const rows = Object.entries(rights.rows).flatMap(([name, byField]) =>
    Object.keys(byField).map((at) =>
      mutant(`rows of ${name} by ${at}`, { rows: { ...rights.rows, [name]: without(byField, at) } }),
    ),
  );
  const customers = Object.entries(rights.customers).flatMap(([name, of]) => [
    mutant(`customers of ${name}`, { customers: without(rights.customers, name) }),
    ...(['OWN', 'TEAM', 'ASSIGNED'] as const)
      .filter((other) => other !== of)
      .map((other) => mutant(`customers of ${name} become ${other}`, { customers: { ...rights.customers, [name]: other } })),
  ]);
  return [...grants, ...rows, ...customers];
}

const fieldsAbout = (fields: FieldRules, area: string): readonly FieldRule[] =>
  [...fields.values()].flatMap((rules) => [...rules.values()].filter((rule) => rule.area === area));

/** Masked is the same as clear where nothing is about a person, and as nothing where all is and has no mask. */
function isSame(rules: readonly FieldRule[], ...rights: readonly (AreaRight | undefined)[]): boolean {
  if (!rights.includes('MASKED') || rights.includes('FORBIDDEN')) return false;
  return rules.every((rule) => (rights.includes('CLEAR') ? !isPersonal(rule) : isPersonal(rule) && rule.mask === null));
}

/** Each role of roles.yaml gone, of another audience, and with the rights of each other archetype. */
export function mutantsOfRoles(files: PolicyFiles): readonly Mutant[] {
  return [...files.roles].flatMap(([name, role]) => {
    const mutant = (rule: string, roles: PolicyFiles['roles']): Mutant => ({
      rule: `roles.yaml: ${name} ${rule}`,
      files: { ...files, roles },
    });
    const changed = (rule: string, part: Partial<typeof role>): Mutant =>
      mutant(rule, new Map([...files.roles, [name, { ...role, ...part }]]));
    return [
      mutant('is gone', withoutKey(files.roles, name)),
      ...([undefined, 'STAFF', 'BI', 'PARTNER', 'AUDITOR'] as const)
        .filter((audience) => audience !== role.audience)
        .map((audience) => changed(`is of ${audience ?? 'no audience'}`, { audience })),
      ...Object.keys(files.rights.archetypes)
        .filter((archetype) => archetype !== role.archetype)
        .map((archetype) => changed(`is a ${archetype}`, { archetype })),
    ];
  });
}

/** Each field of fields.yaml gone, open to everybody, about nobody, and behind each other mask. */
export function mutantsOfFields(files: PolicyFiles): readonly Mutant[] {
  const changed = (type: string, field: string, rule: FieldRule | null): FieldRules => {
    const rules = files.fields.get(type) ?? new Map<string, FieldRule>();
    return new Map([...files.fields, [type, rule ? new Map([...rules, [field, rule]]) : withoutKey(rules, field)]]);
  };
  const staff = Object.values(files.rights.archetypes).filter((areas) => !Object.values(areas).includes('FORBIDDEN'));
  const isOpen = (area: string): boolean => area === ANY || staff.every((areas) => areas[area] === 'CLEAR');
  return [...files.fields].flatMap(([type, rules]) =>
    [...rules].flatMap(([field, rule]) => {
      const mutant = (what: string, other: FieldRule | null): Mutant => ({
        rule: `fields.yaml: ${type}.${field} ${what}`,
        type,
        files: { ...files, fields: changed(type, field, other) },
      });
      const masks = isPersonal(rule) && rule.mask ? [null, ...MASKS].filter((mask) => mask !== rule.mask) : [];
      return [
        mutant('is gone', null),
        ...(isOpen(rule.area) ? [] : [mutant('is read by everybody', { ...rule, area: ANY })]),
        isPersonal(rule)
          ? mutant('is about nobody', { ...rule, class: 'INTERNAL' })
          : mutant('is about a person', { ...rule, class: 'PERSONAL' }),
        ...masks.map((mask) => mutant(`is shown by ${mask ?? 'no mask'}`, { ...rule, mask })),
      ];
    }),
  );
}

/** Each grant of access.yaml gone, by type and by field. */
export function mutantsOfAccess(files: PolicyFiles): readonly Mutant[] {
  return Object.entries(files.access).flatMap(([audience, types]) =>
    Object.entries(types).flatMap(([type, names]) => {
      const mutant = (rule: string, changed: Table<readonly string[]>): Mutant => ({
        rule: `access.yaml: ${audience} ${type}${rule}`,
        files: { ...files, access: { ...files.access, [audience]: changed } },
      });
      return [
        mutant('', without(types, type)),
        ...names.map((name) => mutant(`.${name}`, { ...types, [type]: names.filter((each) => each !== name) })),
      ];
    }),
  );
}
