import type { GraphQLResolveInfo } from 'graphql';
import { selectedFields } from '#graphql/selected-fields';
import type { SalesContext } from '../context';

/** A contract by the id another subgraph or the planner knows; null when no row has it. */
export async function resolveContract(
  reference: Record<string, unknown>,
  { loaders }: SalesContext,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  return loaders.contracts.byId(String(reference.id), 'Contract', selectedFields(info));
}
