import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputObjectTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { isPersonal } from '#policy/field-rules';
import { baseName, listSizeOf, type CostRules } from './costs';
import { isSame, OUTSIDERS, requirementOf, ruleOf, withRequired, type AccessRules, type Requirement } from './scopes';

/** The policy as far as standard directives can say it. */
export interface DirectiveRules extends AccessRules {
  readonly limits: CostRules;
}

const PRINTED = ['@authenticated', '@cost', '@listSize', '@requiresScopes', '@tag'];

/**
 * A subgraph's SDL with what the policy says of its fields: `@authenticated` and `@requiresScopes` for who may select them, `@tag` for what is
 * personal and who else may read it, `@cost` and `@listSize` for what they cost. What all fields of a type share stands at the type.
 * @throws Error that names a field without rule
 */
export function withPolicyDirectives(sdl: string, rules: DirectiveRules): string {
  const document = parse(sdl, { noLocation: true });
  const objects = new Map(
    document.definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION).map((type) => [type.name.value, type]),
  );
  const unions = document.definitions.filter((node) => node.kind === Kind.UNION_TYPE_DEFINITION).map(({ name }) => name.value);
  const marked = new Marking(rules, objects, new Set([...objects.keys(), ...unions])).of(document);
  return `${print(withImports(marked))}\n`;
}

class Marking {
  constructor(
    private readonly rules: DirectiveRules,
    private readonly objects: ReadonlyMap<string, ObjectTypeDefinitionNode>,
    private readonly composites: ReadonlySet<string>,
  ) {}

  of(document: DocumentNode): DocumentNode {
    return visit(document, {
      ObjectTypeDefinition: (type) => this.object(type),
      InputObjectTypeDefinition: (type) => this.input(type),
    });
  }

  private object(type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode {
    const name = type.name.value;
    const fields = type.fields ?? [];
    const shared = this.sharedRequirement(name);
    const tags = this.sharedTags(name);
    return {
      ...type,
      directives: [
        ...(type.directives ?? []),
        ...(shared ? asks(shared) : []),
        ...tags.map(tag),
        ...(this.rules.limits.free.includes(name) ? directives('@cost(weight: 0)') : []),
      ],
      fields: fields.map((field) => {
        // What is asked of it stands where it is answered.
        if (isExternal(field)) return field;
        const whole = this.whole(name, field);
        return {
          ...field,
          directives: [
            ...(field.directives ?? []),
            ...(shared && isSame(whole, shared) ? [] : asks(whole)),
            ...this.tagsOf(name, field.name.value)
              .filter((each) => !tags.includes(each))
              .map(tag),
            ...this.costsOf(name, field),
          ],
        };
      }),
    };
  }

  private input(type: InputObjectTypeDefinitionNode): InputObjectTypeDefinitionNode {
    const name = type.name.value;
    const fields = type.fields ?? [];
    const tags = this.sharedTags(name);
    return {
      ...type,
      directives: [...(type.directives ?? []), ...tags.map(tag)],
      fields: fields.map((field) => ({
        ...field,
        directives: [
          ...(field.directives ?? []),
          ...this.tagsOf(name, field.name.value)
            .filter((each) => !tags.includes(each))
            .map(tag),
        ],
      })),
    };
  }

  private whole(type: string, field: FieldDefinitionNode): Requirement {
    const own = requirementOf(type, field.name.value, this.rules);
    const required = argument(field, 'requires', 'fields');
    if (required === undefined) return own;
    const typeOf = (parent: string, name: string): string | undefined => {
      const found = this.objects.get(parent)?.fields?.find((each) => each.name.value === name);
      return found && baseName(found.type);
    };
    return withRequired(own, type, required, this.rules, typeOf);
  }

  private tagsOf(type: string, field: string): readonly string[] {
    const rule = ruleOf(type, field, this.rules);
    const audiences = OUTSIDERS.filter((audience) => this.rules.mayRead(audience, type, field));
    return [...(isPersonal(rule) ? [rule.class.toLowerCase()] : []), ...audiences.map((audience) => audience.toLowerCase())];
  }

  // Of all fields in the whole graph: a subgraph may have only some of them, and what stands at a type holds for all.
  private fieldsOf(type: string): readonly string[] {
    return isRoot(type) ? [] : [...(this.rules.fields.get(type)?.keys() ?? [])];
  }

  private sharedRequirement(type: string): Requirement | null {
    const [first = null, ...rest] = this.fieldsOf(type).map((field) => requirementOf(type, field, this.rules));
    return first && rest.every((each) => isSame(each, first)) ? first : null;
  }

  private sharedTags(type: string): readonly string[] {
    const [first = [], ...rest] = this.fieldsOf(type).map((field) => this.tagsOf(type, field));
    return first.filter((each) => rest.every((tags) => tags.includes(each)));
  }

  private costsOf(type: string, field: FieldDefinitionNode): readonly ConstDirectiveNode[] {
    const { limits } = this.rules;
    const weight = limits.weight[`${type}.${field.name.value}`];
    const size = listSizeOf(type, field, (name) => this.composites.has(name), limits);
    return [
      ...(weight === undefined ? [] : directives(`@cost(weight: ${weight})`)),
      ...(size === null ? [] : directives(`@listSize(${size})`)),
    ];
  }
}

const isRoot = (type: string): boolean => type === 'Query' || type === 'Mutation';
const isExternal = ({ directives: given = [] }: FieldDefinitionNode): boolean =>
  given.some(({ name }) => name.value === 'external');

function asks({ authenticated, scopes }: Requirement): readonly ConstDirectiveNode[] {
  return [
    ...(authenticated ? directives('@authenticated') : []),
    ...(scopes ? directives(`@requiresScopes(scopes: ${JSON.stringify(scopes)})`) : []),
  ];
}

const tag = (name: string): ConstDirectiveNode => directives(`@tag(name: "${name}")`)[0] as ConstDirectiveNode;

function directives(text: string): readonly ConstDirectiveNode[] {
  const [type] = parse(`scalar S ${text}`, { noLocation: true }).definitions;
  return type?.kind === Kind.SCALAR_TYPE_DEFINITION ? (type.directives ?? []) : [];
}

function argument(node: FieldDefinitionNode, directive: string, name: string): string | undefined {
  const found = node.directives?.find((each) => each.name.value === directive);
  const value = found?.arguments?.find((each) => each.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/** Names what is used in the link to the federation specification. */
function withImports(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    Directive: ({ name }) => {
      if (PRINTED.includes(`@${name.value}`)) used.add(`@${name.value}`);
    },
  });
  return visit(document, {
    Directive: (node) => {
      if (node.name.value !== 'link') return undefined;
      const given = node.arguments?.find(({ name }) => name.value === 'import')?.value;
      const before =
        given?.kind === Kind.LIST ? given.values.flatMap((each) => (each.kind === Kind.STRING ? each.value : [])) : [];
      const names = [...new Set([...before, ...used])].sort();
      const url = node.arguments?.filter(({ name }) => name.value !== 'import') ?? [];
      const [all] = directives(`@link(import: ${JSON.stringify(names)})`);
      return { ...node, arguments: [...url, ...(all?.arguments ?? [])] };
    },
  });
}
