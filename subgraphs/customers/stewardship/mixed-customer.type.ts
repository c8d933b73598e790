import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { SourceKey } from '#core/source-key';
import { connectionType } from '#graphql/connection';
import { enumOf } from '#graphql/enum-of';
import { CustomerType, SourceRecordType } from '../customer/customer.type';
import { MIXED_REASONS, type MixedReason } from '../identity/mixed/mixed-file';

const MixedReasonEnum = enumOf(MIXED_REASONS);
registerEnumType(MixedReasonEnum, {
  name: 'MixedReason',
  description: 'What shows that a customer holds more than one party (一档多人原因).',
});

@ObjectType('PartyInside', { description: 'One of the parties that a customer holds (档内主体).', simpleResolvers: true })
export class PartyInsideType {
  @Field(() => String, {
    nullable: true,
    description: 'The name or number that tells it from the others; null where only its records do (区分依据).',
  })
  readonly says!: string | null;

  @Field(() => [SourceRecordType], { description: 'Records that speak for it (源记录).' })
  readonly records!: readonly SourceKey[];
}

@ObjectType('MixedCustomer', {
  description: 'A customer that shows more than one party, and how it could be taken apart (一档多人).',
  simpleResolvers: true,
})
export class MixedCustomerType {
  @Field(() => MixedReasonEnum, { description: 'What shows it (一档多人原因).' })
  readonly reason!: MixedReason;

  @Field(() => SourceRecordType, { description: 'The record that shows it (源记录).' })
  readonly record!: SourceKey;

  @Field(() => CustomerType, { nullable: true, description: 'The customer that holds them (客户).' })
  readonly customer?: CustomerType | null;

  @Field(() => [PartyInsideType], { description: 'The parties; the first is the one that the customer is (档内主体).' })
  readonly parties!: readonly PartyInsideType[];

  @Field(() => [SourceRecordType], {
    description:
      'Proposal: the records for splitCustomer to take out; none where the source itself has to part or correct the record (建议拆出的源记录).',
  })
  readonly leaving!: readonly SourceKey[];
}

export const MixedCustomerConnection = connectionType('MixedCustomer', () => MixedCustomerType, [
  'customers that hold more than one party',
  '一档多人',
]);
