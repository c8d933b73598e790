import {
  getNamedType,
  GraphQLError,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { ERROR_CODES, type ErrorCode } from '#core/error-codes';
import type { AccessPolicy } from '#policy/access-policy';
import type { Claims } from '#policy/claims';
import { compositeType, fragmentsOf, variableOf, type SentOperation } from './sent-operation';

/** Fields that one message names. */
const MAX_NAMED = 10;

/** An operation with fields, as `Type.field`, that its caller does not see. */
export class AccessRefusedError extends GraphQLError {
  /** @param purpose the purpose for which alone they are not seen; null: they are seen for none */
  constructor(
    readonly fields: readonly string[],
    purpose: string | null = null,
  ) {
    const named =
      fields.slice(0, MAX_NAMED).join(', ') + (fields.length > MAX_NAMED ? ` and ${fields.length - MAX_NAMED} more` : '');
    const code: ErrorCode = 'FORBIDDEN';
    super(
      `Your roles do not read ${named}${purpose === null ? '' : ` for the purpose ${purpose}`}. Ask without it, or leave it out by @include(if: $variable)`,
      {
        extensions: { code, http: { status: ERROR_CODES[code].status } },
      },
    );
  }
}

/**
 * Refuses an operation with a field that its caller does not see, before any subgraph is called, and names these fields. The subgraphs
 * decide again, about filters as well.
 * @throws AccessRefusedError
 */
export function checkAccess(
  sent: SentOperation,
  schema: GraphQLSchema,
  claims: Claims,
  policy: Pick<AccessPolicy, 'sight'>,
): void {
  const root = schema.getRootType(sent.operation.operation);
  if (!root) return;
  const refusedTo = (caller: Claims): readonly string[] =>
    new Refusals(sent, schema, caller, policy).in(sent.operation.selectionSet, root);
  const refused = refusedTo(claims);
  if (refused.length === 0) return;
  const { purpose, ...anyhow } = claims;
  throw new AccessRefusedError(refused, purpose !== undefined && refusedTo(anyhow).length < refused.length ? purpose : null);
}

class Refusals {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly found = new Set<string>();
  /** Fragments that were looked at: what is refused in them is known. */
  private readonly seen = new Set<string>();

  constructor(
    private readonly sent: SentOperation,
    private readonly schema: GraphQLSchema,
    private readonly claims: Claims,
    private readonly policy: Pick<AccessPolicy, 'sight'>,
  ) {
    this.fragments = fragmentsOf(sent.document);
  }

  /** `Type.field` of what the caller does not see; nothing is looked for below such a field. */
  in(selections: SelectionSetNode, root: GraphQLCompositeType): readonly string[] {
    this.look(selections, root);
    return [...this.found];
  }

  private look({ selections }: SelectionSetNode, type: GraphQLCompositeType): void {
    for (const node of selections) {
      if (this.isLeftOut(node)) continue;
      if (node.kind === Kind.INLINE_FRAGMENT)
        this.look(node.selectionSet, compositeType(this.schema, node.typeCondition?.name.value) ?? type);
      else if (node.kind === Kind.FRAGMENT_SPREAD) this.lookAtFragment(node.name.value);
      else this.lookAtField(node.name.value, node.selectionSet, type);
    }
  }

  private lookAtField(name: string, inner: SelectionSetNode | undefined, parent: GraphQLCompositeType): void {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (!field) return;
    const owners = isObjectType(parent) ? [parent] : this.schema.getPossibleTypes(parent);
    const refused = owners.filter((owner) => this.policy.sight(this.claims, owner.name, name) === 'NONE');
    for (const owner of refused) this.found.add(`${owner.name}.${name}`);
    const type = getNamedType(field.type);
    if (refused.length < owners.length && inner && isCompositeType(type)) this.look(inner, type);
  }

  private lookAtFragment(name: string): void {
    const fragment = this.fragments.get(name);
    const type = compositeType(this.schema, fragment?.typeCondition.name.value);
    if (!fragment || !type || this.seen.has(name)) return;
    this.seen.add(name);
    this.look(fragment.selectionSet, type);
  }

  /** What `@skip` or `@include` leaves out is not asked for. */
  private isLeftOut({ directives = [] }: SelectionNode): boolean {
    return directives.some(({ name, arguments: given = [] }) => {
      const condition = given.find((argument) => argument.name.value === 'if')?.value;
      const value = condition && this.conditionOf(condition);
      return (name.value === 'skip' && value === true) || (name.value === 'include' && value === false);
    });
  }

  private conditionOf(condition: ValueNode): unknown {
    if (condition.kind === Kind.BOOLEAN) return condition.value;
    if (condition.kind !== Kind.VARIABLE) return null;
    const variable = variableOf(this.sent, condition.name.value);
    if ('sent' in variable) return variable.sent;
    return variable.fallback?.kind === Kind.BOOLEAN ? variable.fallback.value : null;
  }
}
