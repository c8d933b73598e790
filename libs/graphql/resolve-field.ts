import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { DomainError } from '#core/errors';
import type { LegacyRecord } from '#core/legacy-record';

function reasonOf(
  parent: unknown,
  field: string,
): { record: LegacyRecord; reason: { code: DomainError['code']; detail: string } } | null {
  if (typeof parent !== 'object' || parent === null || !('reasons' in parent)) return null;
  const record = parent as LegacyRecord;
  const reason = record.reasons?.[field];
  return reason ? { record, reason } : null;
}

/** Reads a property of the parent; a null that has a reason travels as an error of that code, which the gateway turns into `extensions.unavailable`. */
const resolveProperty: GraphQLFieldResolver<unknown, unknown> = (parent, args, context, info) => {
  const value: unknown = defaultFieldResolver(parent, args, context, info);
  if (value !== null && value !== undefined) return value;
  const found = reasonOf(parent, info.fieldName);
  if (found) throw new DomainError(found.reason.code, found.reason.detail, { source: found.record.system });
  return null;
};

/** Gives every plain field of the schema the property resolver above. */
export function resolveProperties(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) field.resolve ??= resolveProperty;
  }
}
