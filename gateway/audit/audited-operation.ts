import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { identityOf, type AccessPolicy } from '#policy/access-policy';
import { compositeType, fragmentsOf } from '../execution/sent-operation';

/** The fields of an answer's object below which something about a person may stand, by their names in the answer. */
export type PersonalShape = ReadonlyMap<string, PersonalField>;

export interface PersonalField {
  readonly type: GraphQLOutputType;
  /** The personal fields it may answer, `[type, field]`; empty: something below it. */
  readonly personal: readonly (readonly [type: string, field: string])[];
  readonly below: PersonalShape;
}

/** An operation that asks for something about persons. */
export interface AuditedOperation {
  /** The client's document that also asks whom each object is about, under names of our own. */
  readonly document: DocumentNode;
  readonly shape: PersonalShape;
  /** `Type.field` of every personal field that it asks for. */
  readonly fields: readonly string[];
  /** How these names begin; no name of the client does. */
  readonly mark: string;
}

/** What an operation asks about persons; null: nothing. The same for every caller, for plans are kept by document. */
export function auditedOperation(
  {
    document,
    source,
    operation,
  }: { readonly document: DocumentNode; readonly source: string; readonly operation: OperationDefinitionNode },
  schema: GraphQLSchema,
  policy: Pick<AccessPolicy, 'isPersonal'>,
): AuditedOperation | null {
  const root = schema.getRootType(operation.operation);
  if (!root) return null;
  let mark = '_audit';
  while (source.includes(mark)) mark += '_';
  const reading = new Reading(schema, policy, fragmentsOf(document));
  const shape: Shape = new Map();
  if (!reading.into(shape, operation.selectionSet, root)) return null;
  return { document: withIdentities(document, reading.identified, mark), shape, fields: [...reading.personal].sort(), mark };
}

interface Entry {
  readonly type: GraphQLOutputType;
  readonly personal: [string, string][];
  readonly below: Shape;
}
type Shape = Map<string, Entry>;

class Reading {
  /** Braces around something personal, and the fields that tell whom it is about. */
  readonly identified = new Map<SelectionSetNode, readonly string[]>();
  readonly personal = new Set<string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly policy: Pick<AccessPolicy, 'isPersonal'>,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {}

  /** Adds what the selections ask about persons. @returns whether they ask for anything */
  into(shape: Shape, selectionSet: SelectionSetNode, type: GraphQLCompositeType): boolean {
    let found = false;
    for (const node of selectionSet.selections) {
      if (node.kind === Kind.FIELD) found = this.field(shape, node, type) || found;
      else {
        const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(node.name.value) : node;
        const inner = compositeType(this.schema, fragment?.typeCondition?.name.value) ?? type;
        if (fragment) found = this.into(shape, fragment.selectionSet, inner) || found;
      }
    }
    if (found) this.identified.set(selectionSet, isUnionType(type) ? [] : identityOf(Object.keys(type.getFields())));
    return found;
  }

  private field(shape: Shape, { name, alias, selectionSet }: FieldNode, parent: GraphQLCompositeType): boolean {
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name.value] : undefined;
    if (!definition) return false;
    const owners = isObjectType(parent) ? [parent] : this.schema.getPossibleTypes(parent);
    const personal = owners
      .filter((owner) => this.policy.isPersonal(owner.name, name.value))
      .map((owner): [string, string] => [owner.name, name.value]);
    const key = alias?.value ?? name.value;
    const known: Entry = shape.get(key) ?? { type: definition.type, personal: [], below: new Map() };
    const inner = getNamedType(definition.type);
    const below = selectionSet && isCompositeType(inner) ? this.into(known.below, selectionSet, inner) : false;
    if (personal.length === 0 && !below) return false;
    known.personal.push(...personal);
    for (const each of personal) this.personal.add(each.join('.'));
    shape.set(key, known);
    return true;
  }
}

function withIdentities(
  document: DocumentNode,
  identified: ReadonlyMap<SelectionSetNode, readonly string[]>,
  mark: string,
): DocumentNode {
  const asked = (name: string): FieldNode => ({
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: `${mark}_${name}` },
    name: { kind: Kind.NAME, value: name },
  });
  return visit(document, {
    SelectionSet: (node) => {
      const names = identified.get(node);
      return names && names.length > 0 ? { ...node, selections: [...node.selections, ...names.map(asked)] } : undefined;
    },
  });
}
