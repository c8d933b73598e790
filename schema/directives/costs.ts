import { Kind, type FieldDefinitionNode, type TypeNode } from 'graphql';
import type { OperationLimits } from '#policy/operation-limits';

/** Argument that says how long a page is. */
const PAGE_ARGUMENT = 'first';
const CONNECTION = /Connection$/;
const CONNECTION_LISTS = ['nodes', 'edges'];

export type CostRules = Pick<OperationLimits, 'assumedSize' | 'weight' | 'free'>;

/** Arguments of `@listSize` for a field, as GraphQL writes them; null: it is no list of objects. */
export function listSizeOf(
  type: string,
  { name, type: given, arguments: args = [] }: FieldDefinitionNode,
  isObject: (type: string) => boolean,
  { assumedSize }: CostRules,
): string | null {
  const isPaged = args.some((argument) => argument.name.value === PAGE_ARGUMENT);
  const inner = baseName(given);
  if (isPaged) {
    const sized = CONNECTION.test(inner) ? `, sizedFields: ["${CONNECTION_LISTS.join('", "')}"]` : '';
    return `slicingArguments: ["${PAGE_ARGUMENT}"]${sized}, requireOneSlicingArgument: false`;
  }
  const isOfPage = CONNECTION.test(type) && CONNECTION_LISTS.includes(name.value);
  if (!isList(given) || !isObject(inner) || isOfPage) return null;
  return `assumedSize: ${assumedSize.fields[`${type}.${name.value}`] ?? assumedSize.default}`;
}

const isList = (type: TypeNode): boolean =>
  type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));

/** Name of a type without lists and exclamation marks. */
export const baseName = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : baseName(type.type));
