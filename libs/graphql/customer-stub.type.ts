import { Directive, Field, ID, ObjectType, type ClassType } from 'type-graphql';
import { SourceUnavailableError } from '#core/errors';
import type { SourceKey } from '#core/source-key';
import { SourceRecordStub } from './source-record.type';

/** A customer or its BI profile as every subgraph but customers receives it: an id and the source keys that customers knows. */
export interface CustomerKeys {
  readonly id: string;
  readonly sourceKeys?: readonly SourceKey[] | null;
}

function stub(name: string, idDescription: string): ClassType<CustomerKeys> {
  @Directive('@key(fields: "id")')
  @ObjectType(name, { simpleResolvers: true })
  class Stub implements CustomerKeys {
    @Field(() => ID, { description: idDescription })
    readonly id!: string;

    @Directive('@external')
    @Field(() => [SourceRecordStub], { nullable: true })
    readonly sourceKeys?: readonly SourceKey[] | null;
  }
  return Stub;
}

/** A fresh stub of Customer. Each subgraph makes its own: type-graphql adds the subgraph's fields to the class. */
export const customerStub = (): ClassType<CustomerKeys> => stub('Customer', 'Id of the golden record, cus_ + UUIDv7 (客户编号).');

/** A fresh stub of CustomerProfile, the BI view of a customer. */
export const customerProfileStub = (): ClassType<CustomerKeys> =>
  stub('CustomerProfile', 'Pseudonym of the customer, stable for this installation (客户假名编号).');

export const REQUIRES_SOURCE_KEYS = '@requires(fields: "sourceKeys { system key }")';

/** The source keys of a customer or profile. Without them nothing is known about its rows: that is an error, never an empty list. */
export function sourceKeysOf({ sourceKeys }: CustomerKeys): readonly SourceKey[] {
  if (!sourceKeys) throw new SourceUnavailableError('customers');
  return sourceKeys;
}
