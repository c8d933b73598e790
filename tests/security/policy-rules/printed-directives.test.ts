import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isTypeDefinitionNode,
  Kind,
  parse,
  print,
  type ConstDirectiveNode,
  type DocumentNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { accessTable } from '#policy/access-table';
import type { Audience, Claims } from '#policy/claims';
import { ANY } from '#policy/field-rules';
import { readOperationLimits } from '#policy/operation-limits';
import { baseName } from '../../../schema/directives/costs';
import { withPolicyDirectives, type DirectiveRules } from '../../../schema/directives/policy-directives';
import { PROGRAM_COLUMNS, STAFF_COLUMNS } from './expected-access';
import { policyOf, readPolicyFiles, type PolicyFiles } from './policy-files';
import { mutantsOfAccess, mutantsOfFields } from './rule-mutants';

const SCHEMA = join(__dirname, '../../../schema');
const FILES = readPolicyFiles();
const LIMITS = readOperationLimits(join(SCHEMA, 'policy/limits.yaml'));
const supergraph = parse(readFileSync(join(SCHEMA, 'supergraph.graphql'), 'utf8'), { noLocation: true });
const objects = supergraph.definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);
const inputs = supergraph.definitions.filter((node) => node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION);

/** Scopes that a token of a role has for an engine that enforces the directives: those of its areas, or of its audience. */
function scopesOf(role: string, audience: Audience): ReadonlySet<string> {
  const rights = Object.entries(FILES.rights.archetypes[FILES.roles.get(role)?.archetype ?? ''] ?? {});
  const areas = rights.filter(([, right]) => right === 'CLEAR' || right === 'MASKED').map(([area]) => `area:${area}`);
  const clear = rights.filter(([, right]) => right === 'CLEAR').map(([area]) => `clear:${area}`);
  return new Set(audience === 'STAFF' ? [...areas, ...clear] : [`audience:${audience}`]);
}

/** Whether the directives of a type or field let a known caller with these scopes through. */
function lets(directives: readonly ConstDirectiveNode[] = [], scopes: ReadonlySet<string>): boolean {
  const asked = directives.find(({ name }) => name.value === 'requiresScopes');
  if (!asked) return true;
  const lists = JSON.parse(print(asked.arguments?.[0]?.value ?? { kind: Kind.NULL })) as string[][];
  return lists.some((all) => all.every((scope) => scopes.has(scope)));
}

const COLUMNS = [
  ...STAFF_COLUMNS.map((role) => [role, 'STAFF'] as const),
  ...PROGRAM_COLUMNS.map((role) => [role, role] as const),
];

it.each(COLUMNS)(
  '[AZ-09] an engine that enforces the printed directives lets %s select what the gateway lets it',
  (role, audience) => {
    const policy = policyOf(FILES);
    const claims: Claims = { sub: 'u', roles: [role], audience };
    const scopes = scopesOf(role, audience);
    const wrong: string[] = [];
    let seen = 0;
    for (const { name, fields = [], directives } of objects) {
      for (const field of fields) {
        // Read by whoever is known: what leads there is not.
        if (FILES.fields.get(name.value)?.get(field.name.value)?.area === ANY) continue;
        const isSeen = policy.sight(claims, name.value, field.name.value) !== 'NONE';
        if (isSeen !== (lets(directives, scopes) && lets(field.directives, scopes)))
          wrong.push(`${name.value}.${field.name.value}`);
        if (isSeen) seen += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(10);
  },
);

it('every field asks for a known caller at least', () => {
  const asks = ({ name }: ConstDirectiveNode): boolean => ['authenticated', 'requiresScopes'].includes(name.value);
  const open = objects.flatMap(({ name, directives = [], fields = [] }) =>
    directives.some(asks)
      ? []
      : fields.filter((field) => !field.directives?.some(asks)).map((field) => `${name.value}.${field.name.value}`),
  );
  expect(open).toEqual([]);
});

/** The definitions of one type, as subgraphs write them. */
function sdlOf(type: string): string {
  const definitions = ['customers', 'sales', 'service-tickets', 'hospitality'].flatMap((name) => {
    const document: DocumentNode = parse(readFileSync(join(SCHEMA, `${name}.graphql`), 'utf8'), { noLocation: true });
    return document.definitions.filter(isTypeDefinitionNode).filter((node) => node.name.value === type);
  });
  const named = definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION ? (node.fields ?? []).map((field) => baseName(field.type)) : [],
  );
  const others = objects.filter(({ name }) => name.value !== type && named.includes(name.value));
  const stubs = others.map(({ kind, name }) => ({ kind, name }));
  return print({ kind: Kind.DOCUMENT, definitions: [...definitions.map(unruled), ...stubs] });
}

const PRINTED = ['authenticated', 'cost', 'listSize', 'requiresScopes', 'tag'];
const plain = <T extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(node: T): T => ({
  ...node,
  directives: node.directives?.filter(({ name }) => !PRINTED.includes(name.value)) ?? [],
});
function unruled<T extends DocumentNode['definitions'][number]>(node: T): T {
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION) return node;
  const { fields } = node as ObjectTypeDefinitionNode;
  return { ...plain(node as ObjectTypeDefinitionNode), fields: fields?.map(plain) } as unknown as T;
}

const IN_GRAPH = new Set(
  [...objects, ...inputs].flatMap(({ name, fields = [] }) => fields.map((field) => `${name.value}.${field.name.value}`)),
);
const SDLS = new Map([...objects, ...inputs].map(({ name }) => [name.value, sdlOf(name.value)]));
const rulesOf = ({ fields, access }: PolicyFiles, limits: DirectiveRules['limits'] = LIMITS): DirectiveRules => ({
  fields,
  mayRead: accessTable(access),
  limits,
});

function isNoticed(type: string, rules: DirectiveRules): boolean {
  const sdl = SDLS.get(type) ?? '';
  try {
    return withPolicyDirectives(sdl, rules) !== withPolicyDirectives(sdl, rulesOf(FILES));
  } catch {
    return true;
  }
}

it('whatever rule of a field changes, the printed schema does: npm run check refuses it until it is composed', () => {
  const isInput = (type: string): boolean => inputs.some(({ name }) => name.value === type);
  const mutants = mutantsOfFields(FILES)
    .filter(({ rule }) => IN_GRAPH.has(/^fields\.yaml: (\S+)/.exec(rule)?.[1] ?? ''))
    // No directive says which mask it is, nor stands scopes at an input: subgraphs decide these alone.
    .filter(({ rule }) => !/is shown by (?!no mask)/.test(rule) || / null /.test(rule))
    .filter(({ rule, type = '' }) => !(isInput(type) && rule.endsWith('is read by everybody')));
  expect(mutants.length).toBeGreaterThan(800);
  expect(mutants.filter(({ type = '', files }) => !isNoticed(type, rulesOf(files))).map(({ rule }) => rule)).toEqual([]);
});

it('whatever grant of BI or a partner changes, the printed schema does', () => {
  const mutants = mutantsOfAccess(FILES).flatMap(({ rule, files }) => {
    const [, type = ''] = /^access\.yaml: (?:BI|PARTNER) (\w+)/.exec(rule) ?? [];
    return SDLS.has(type) ? [{ rule, type, files }] : [];
  });
  expect(mutants.length).toBeGreaterThan(40);
  expect(mutants.filter(({ type, files }) => !isNoticed(type, rulesOf(files))).map(({ rule }) => rule)).toEqual([]);
});

it('whatever cost of a field changes, the printed schema does', () => {
  const { weight, free, assumedSize } = LIMITS;
  const changed: readonly (readonly [string, DirectiveRules['limits']])[] = [
    ...Object.keys(weight).map((at) => [at, { ...LIMITS, weight: { ...weight, [at]: 99 } }] as const),
    ...Object.keys(assumedSize.fields).map(
      (at) => [at, { ...LIMITS, assumedSize: { ...assumedSize, fields: { ...assumedSize.fields, [at]: 99 } } }] as const,
    ),
    ...free.map((type) => [type, { ...LIMITS, free: free.filter((each) => each !== type) }] as const),
    ['Customer.sourceRecords', { ...LIMITS, assumedSize: { ...assumedSize, default: 99 } }],
  ];
  const inGraph = changed.map(([at, limits]) => [at.split('.')[0] ?? '', at, limits] as const).filter(([type]) => SDLS.has(type));
  expect(inGraph.length).toBeGreaterThan(8);
  expect(inGraph.filter(([type, , limits]) => !isNoticed(type, rulesOf(FILES, limits))).map(([, at]) => at)).toEqual([]);
});
