import { AUDIENCES } from '#policy/claims';
import type { AreaRight, AreaRights } from '#policy/area-rights';
import { isPersonal, type FieldRules } from '#policy/field-rules';
import type { Purposes } from '#policy/purposes';
import type { Roles } from '#policy/roles';

const SHOWN = { CLEAR: 'clear', MASKED: 'masked', FORBIDDEN: 'forbidden' } as const;
const CUSTOMERS = {
  OWN: 'account owner is the employee of the token',
  TEAM: 'account owner is in the department of the employee of the token',
  ASSIGNED: 'open tickets are assigned to the employee of the token; of the tickets these alone',
} as const;
const shown = (right: AreaRight | undefined): string => (right ? SHOWN[right] : '');

/** `docs/ACCESS.md`: who sees what, from the policy files. */
export function accessPage(
  roles: Roles,
  fields: FieldRules,
  { areas, archetypes, rows, customers }: AreaRights,
  purposes: Purposes,
): string {
  const names = Object.keys(archetypes);
  const matrix = Object.entries(areas).map(([area, { text, term }]) => [
    `${area} (${term})`,
    text,
    ...names.map((name) => shown(archetypes[name]?.[area])),
  ]);
  const rules = Object.entries(rows).flatMap(([name, byField]) =>
    Object.entries(byField).map(([at, claim]) => [name, at, claim]),
  );
  const whose = Object.entries(customers).map(([name, of]) => [name, CUSTOMERS[of]]);
  const holders = names.map((name) => [
    name,
    [...roles]
      .filter(([, { archetype }]) => archetype === name)
      .map(([role, { term }]) => `${role} (${term})`)
      .join(', '),
  ]);
  return `# Who sees what

Made by \`npm run compose\` from \`schema/policy/\`; change the files there. Staff see the areas of their archetype; an empty cell is not read at
all, \`masked\` shows personal fields in part, \`forbidden\` holds whatever another role of the same person allows. BI, partners and auditors have schemas
of their own: \`schema/policy/access.yaml\`.

${table(['area', 'what', ...names], matrix)}

## Roles

${table(['archetype', 'roles'], holders)}

## Rows

Rows that an archetype sees: those whose field is what the token says about its bearer. Any other archetype sees all rows of what it reads.

${table(['archetype', 'field', 'in the token'], rules)}

Customers that an archetype sees, and nothing of others: by source records, so that merging customers shows nobody more.

${table(['archetype', 'customers whose'], whose)}

## Purposes

What a request may be for, and which classes of fields are read for it, whatever the roles read. The first one holds when none is stated.

${table(
  ['who', 'purposes'],
  [
    ...names.filter((name) => name !== 'AUDITOR').map((name) => [name, purposes.of('STAFF', [name]).join(', ')]),
    ...AUDIENCES.filter((audience) => audience !== 'STAFF').map((audience) => [audience, purposes.of(audience, []).join(', ')]),
  ],
)}

${table(
  ['purpose', 'what', 'classes'],
  Object.entries(purposes.all()).map(([name, { text, term, classes }]) => [`${name} (${term})`, text, classes.join(', ')]),
)}

## Personal fields

What is masked, and how: \`138****0001\`, \`z***@example.cn\`, the last four characters, or nothing of it. Without a mask the field is not read where
its area is masked.

${table(['area', 'field', 'class', 'mask'], personal(fields))}
`;
}

function personal(fields: FieldRules): readonly (readonly string[])[] {
  return [...fields].flatMap(([type, byField]) =>
    [...byField]
      .filter(([, rule]) => isPersonal(rule))
      .map(([field, { area, class: named, mask }]) => [area, `${type}.${field}`, named, mask ?? '']),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
