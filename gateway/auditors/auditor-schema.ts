import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { AuditChainResolver } from './audit-chain.resolver';
import { AuditRecordResolver } from './audit-record.resolver';

/** What auditors ask: the audit trail. It is no part of the supergraph, so nothing leads from it to a customer. */
export const buildAuditorSchema = (): GraphQLSchema =>
  buildSchemaSync({ resolvers: [AuditRecordResolver, AuditChainResolver], skipCheck: true, validate: false });
