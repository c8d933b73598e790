import {
  defaultFieldResolver,
  getNamedType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { ForbiddenError } from '#core/errors';
import type { AccessPolicy, Sight } from './access-policy';
import type { Claims } from './claims';
import { masked } from './mask';

interface GuardedContext {
  readonly claims?: Claims;
}

/**
 * Makes every field of a subgraph schema ask for permission first, and masks what the caller sees in part: the authoritative check, whoever
 * calls the subgraph. `_entities` itself passes; each field behind it is checked. Fields of input objects ask as well, for a filter tells what
 * it filters by.
 */
export function guardSchema(schema: GraphQLSchema, policy: Pick<AccessPolicy, 'sight'>): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve = defaultFieldResolver, name } = field;
      if (name === '_entities') continue;
      const inputs = field.args.filter((argument) => isInputObjectType(getNamedType(argument.type)));
      field.resolve = (parent, args: Readonly<Record<string, unknown>>, context: GuardedContext, info) => {
        const { claims } = context;
        const typeName = name === '_service' ? '_Service' : type.name;
        const sight = claims ? policy.sight(claims, typeName, name) : 'NONE';
        if (!claims || sight === 'NONE') throw new ForbiddenError(`You may not read ${name}`);
        if (inputs.length > 0) checkInputs(inputs, args, (input, key) => policy.sight(claims, input, key) === 'CLEAR');
        const value: unknown = resolve(parent, args, context, info);
        return sight === 'CLEAR' ? value : maskedValue(sight, value);
      };
    }
  }
}

function maskedValue(mask: Exclude<Sight, 'CLEAR' | 'NONE'>, value: unknown): unknown {
  return value instanceof Promise ? value.then((settled) => masked(mask, settled)) : masked(mask, value);
}

function checkInputs(
  inputs: readonly GraphQLArgument[],
  args: Readonly<Record<string, unknown>>,
  mayUse: (input: string, field: string) => boolean,
): void {
  const check = (type: GraphQLInputType, value: unknown): void => {
    const named = getNamedType(type);
    if (!isInputObjectType(named) || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) return value.forEach((item) => check(named, item));
    const fields = named.getFields();
    for (const [key, inner] of Object.entries(value)) {
      if (inner === undefined) continue;
      if (!mayUse(named.name, key)) throw new ForbiddenError(`You may not filter by ${key}`);
      const field = fields[key];
      if (field) check(field.type, inner);
    }
  };
  for (const { name, type } of inputs) check(type, args[name]);
}
