import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { ERROR_CODES, type ErrorCode } from '#core/error-codes';
import { BadUserInputError } from '#core/errors';
import type { Audience } from '#policy/claims';
import type { OperationLimits } from '#policy/operation-limits';
import { limitError } from './limits';
import { compositeType, fragmentsOf, variableOf, type SentOperation } from './sent-operation';

const PAGE_ARGUMENT = 'first';
const CONNECTION_LISTS = ['nodes', 'edges'];

/**
 * Refuses an operation that may return more objects than its audience may ask for, or asks for a page that is too long.
 * Nothing is read for the estimate: it stands on the document and its variables alone.
 */
export function checkCost(sent: SentOperation, schema: GraphQLSchema, audience: Audience, limits: OperationLimits): void {
  const budget = limits.budget[audience];
  const cost = costOf(sent, schema, limits);
  if (cost > budget)
    throw limitError(`a cost of ${cost} objects, more than ${budget}: ask for shorter pages or fewer lists inside lists`);
}

/** The objects that an operation may return at most, by the rules of `schema/policy/limits.yaml`. */
export function costOf(sent: SentOperation, schema: GraphQLSchema, limits: OperationLimits): number {
  const root = schema.getRootType(sent.operation.operation);
  return root ? new Estimate(sent, schema, limits).ofSelections(sent.operation.selectionSet, root, null) : 0;
}

class Estimate {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Cost of each fragment at each page size around it: a fragment that is spread often is looked at once. */
  private readonly known = new Map<string, number>();
  private readonly free: ReadonlySet<string>;

  constructor(
    private readonly sent: SentOperation,
    private readonly schema: GraphQLSchema,
    private readonly limits: OperationLimits,
  ) {
    this.fragments = fragmentsOf(sent.document);
    this.free = new Set(limits.free);
  }

  /** @param page rows of the connection that `type` is, or null */
  ofSelections({ selections }: SelectionSetNode, type: GraphQLCompositeType, page: number | null): number {
    let sum = 0;
    for (const node of selections) {
      if (node.kind === Kind.FIELD) sum += this.ofField(node, type, page);
      else if (node.kind === Kind.INLINE_FRAGMENT)
        sum += this.ofSelections(node.selectionSet, compositeType(this.schema, node.typeCondition?.name.value) ?? type, page);
      else sum += this.ofFragment(node.name.value, page);
    }
    return sum;
  }

  private ofFragment(name: string, page: number | null): number {
    const fragment = this.fragments.get(name);
    const type = compositeType(this.schema, fragment?.typeCondition.name.value);
    if (!fragment || !type) return 0;
    const at = `${name} ${page}`;
    const cost = this.known.get(at) ?? this.ofSelections(fragment.selectionSet, type, page);
    this.known.set(at, cost);
    return cost;
  }

  private ofField(node: FieldNode, parent: GraphQLCompositeType, page: number | null): number {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const type = field && getNamedType(field.type);
    if (!field || !node.selectionSet || !isCompositeType(type)) return 0;
    const name = `${parent.name}.${node.name.value}`;
    const weight = this.limits.weight[name] ?? (this.free.has(type.name) ? 0 : 1);
    const argument = field.args.find((each) => each.name === PAGE_ARGUMENT);
    if (argument) {
      const rows = this.pageOf(node, name, argument);
      // The rows are read even when only their count or cursors are selected.
      if (!isListType(getNullableType(field.type))) return rows * weight + this.ofSelections(node.selectionSet, type, rows);
      return rows * (weight + this.ofSelections(node.selectionSet, type, null));
    }
    if (page !== null && CONNECTION_LISTS.includes(node.name.value))
      return page * this.ofSelections(node.selectionSet, type, null);
    const inner = this.ofSelections(node.selectionSet, type, null);
    return this.rowsOf(field, name) * (this.isNodeOfEdge(node, parent) ? inner : weight + inner);
  }

  private pageOf(node: FieldNode, name: string, argument: GraphQLArgument): number {
    const most = this.limits.pageSize.fields[name] ?? this.limits.pageSize.default;
    const rows = this.argumentOf(node, argument);
    // What is no number is refused when the variables are read: until then it counts as the longest page.
    if (typeof rows !== 'number') return most;
    if (rows < 1 || rows > most) throw pageError(rows, most);
    return rows;
  }

  private argumentOf(node: FieldNode, argument: GraphQLArgument): unknown {
    const value = node.arguments?.find(({ name }) => name.value === PAGE_ARGUMENT)?.value;
    if (!value) return argument.defaultValue;
    if (value.kind === Kind.INT) return Number(value.value);
    if (value.kind !== Kind.VARIABLE) return null;
    const name = value.name.value;
    const variable = variableOf(this.sent, name);
    if ('sent' in variable) return variable.sent;
    return variable.fallback?.kind === Kind.INT ? Number(variable.fallback.value) : argument.defaultValue;
  }

  private rowsOf(field: GraphQLField<unknown, unknown>, name: string): number {
    if (!isListType(getNullableType(field.type))) return 1;
    return this.limits.assumedSize.fields[name] ?? this.limits.assumedSize.default;
  }

  // The page has counted the node already.
  private isNodeOfEdge(node: FieldNode, parent: GraphQLCompositeType): boolean {
    return node.name.value === 'node' && parent.name.endsWith('Edge');
  }
}

function pageError(first: number, most: number): GraphQLError {
  const text = `"first" is ${first}; ask for 1 to ${most} rows and continue with "after".`;
  const code: ErrorCode = 'BAD_USER_INPUT';
  return new GraphQLError(text, {
    originalError: new BadUserInputError(text, { first, max: most }),
    extensions: { code, http: { status: ERROR_CODES[code].status } },
  });
}
