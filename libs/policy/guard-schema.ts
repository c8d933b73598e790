import { defaultFieldResolver, isIntrospectionType, isObjectType, type GraphQLSchema } from 'graphql';
import { ForbiddenError } from '#core/errors';
import type { MayRead } from './access-table';
import type { Claims } from './claims';

interface GuardedContext {
  readonly claims?: Claims;
}

/**
 * Makes every field of a subgraph schema ask for permission first: the authoritative check, whoever calls the subgraph.
 * `_entities` itself passes; each field behind it is checked.
 */
export function guardSchema(schema: GraphQLSchema, mayRead: MayRead): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve = defaultFieldResolver, name } = field;
      if (name === '_entities') continue;
      field.resolve = (parent, args, context: GuardedContext, info) => {
        const { claims } = context;
        const typeName = name === '_service' ? '_Service' : type.name;
        if (!claims || !mayRead(claims.audience, typeName, name)) throw new ForbiddenError(`You may not read ${name}`);
        return resolve(parent, args, context, info);
      };
    }
  }
}
