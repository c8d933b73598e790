import {
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { drawFrom, type Draw } from '../fixtures/outsiders/draw';

/** How large drawn operations are. */
export interface DrawnSize {
  /** Levels of objects below the first. */
  readonly deepest: number;
  /** Fields with selections of a customer, and of any other object, at most. */
  readonly customer: number;
  readonly other: number;
}

/** Draws operations: the same for the same seed. */
export class DrawnOperations {
  private readonly draw: Draw;

  constructor(
    private readonly schema: GraphQLSchema,
    seed: number,
    private readonly size: DrawnSize,
  ) {
    this.draw = drawFrom(seed);
  }

  /** From the top, or from customers: there most is below. */
  operation(): string {
    const { deepest, customer } = this.size;
    if (this.below(4) === 0) return `{ ${this.selections(typeNamed(this.schema, 'Query'), deepest, 1)} }`;
    return `{ customers(first: ${1 + this.below(8)}) { nodes { ${this.selections(typeNamed(this.schema, 'Customer'), deepest, customer)} } } }`;
  }

  private selections(type: GraphQLObjectType, depth: number, most: number): string {
    const fields = Object.values(type.getFields()).filter((field) => canBeAsked(field, depth));
    const leaves = fields.filter(({ type: of }) => isLeafType(getNamedType(of))).slice(0, 2);
    const inner = fields.filter(({ type: of }) => !isLeafType(getNamedType(of)));
    const drawn = Array.from({ length: Math.min(inner.length, 1 + this.below(most)) }, () => inner[this.below(inner.length)]);
    const chosen = [...new Set([...leaves, ...drawn])].flatMap((field) => (field ? [this.field(field, depth)] : []));
    return chosen.length > 0 ? chosen.join(' ') : '__typename';
  }

  private field({ name, args, type }: GraphQLField<unknown, unknown>, depth: number): string {
    const page = args.some((argument) => argument.name === 'first') ? `(first: ${1 + this.below(8)})` : '';
    const named = getNamedType(type);
    if (!isObjectType(named)) return name + page;
    return `${name}${page} { ${this.selections(named, depth - 1, this.size.other)} }`;
  }

  private below(limit: number): number {
    return this.draw.int(0, limit - 1);
  }
}

/** Every argument but the page is left out. */
function canBeAsked({ args, type }: GraphQLField<unknown, unknown>, depth: number): boolean {
  const named = getNamedType(type);
  if (args.some((argument) => argument.name !== 'first' && isNonNullType(argument.type) && argument.defaultValue === undefined))
    return false;
  return isLeafType(named) || (isObjectType(named) && depth > 0);
}

/** @throws Error when the graph has no such type */
export function typeNamed(schema: GraphQLSchema, name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`The graph has no ${name}`);
  return type;
}
