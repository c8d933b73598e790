import {
  getNamedType,
  GraphQLError,
  isAbstractType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import type { MayRead } from '#policy/access-table';
import type { Audience } from '#policy/claims';

/** What callers outside the staff read when an operation is not theirs, whether or not the names in it exist. */
export const REFUSED = 'You may not read this';

/** Refuses an operation that selects a field its audience may not read, before any subgraph is asked. */
export function checkAccess(document: DocumentNode, schema: GraphQLSchema, audience: Audience, mayRead: MayRead): void {
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const parent = types.getParentType();
        if (!parent || name.value === '__typename') return;
        const owner = getNamedType(parent);
        const readers = isAbstractType(owner) ? [owner, ...schema.getPossibleTypes(owner)] : [owner];
        if (readers.some((type) => !mayRead(audience, type.name, name.value))) {
          throw new GraphQLError(REFUSED, { extensions: { code: 'FORBIDDEN', http: { status: 403 } } });
        }
      },
    }),
  );
}
