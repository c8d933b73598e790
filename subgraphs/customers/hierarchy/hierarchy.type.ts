import { Field, ObjectType } from 'type-graphql';
import type { SourceKey } from '#core/source-key';
import { connectionType } from '#graphql/connection';
import type { Customer } from '../customer/customer';
import { CustomerType, SourceRecordType } from '../customer/customer.type';
import type { CustomerRelation } from './hierarchy';
import type { ParentStatement } from './hierarchy.source';

@ObjectType('ParentStatement', {
  description: 'A source record that names another one as the party above its own (上级关系依据).',
  simpleResolvers: true,
})
export class ParentStatementType implements ParentStatement {
  @Field(() => SourceRecordType, { nullable: true, description: 'The record that says so (依据记录).' })
  readonly record!: SourceKey;

  @Field(() => SourceRecordType, { nullable: true, description: 'The record it names, in its own system (所指上级记录).' })
  readonly names!: SourceKey;
}

@ObjectType('CustomerRelation', {
  description: 'A customer above or below another one, as source records say (客户层级关系).',
  simpleResolvers: true,
})
export class CustomerRelationType implements CustomerRelation {
  @Field(() => CustomerType, { nullable: true, description: 'The customer at the other end (关联客户).' })
  readonly customer!: Customer;

  @Field(() => [ParentStatementType], { nullable: true, description: 'Every record that says so (关系依据).' })
  readonly statements!: readonly ParentStatement[];
}

export const CustomerRelationConnection = connectionType('CustomerRelation', () => CustomerRelationType, [
  'customers below another one',
  '下级客户',
]);
