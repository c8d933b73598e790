import { Field, ObjectType } from 'type-graphql';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';
import { MoneyType } from '#graphql/money.type';
import { DateScalar } from '#graphql/scalars';
import type { Allocation } from './allocation';

@ObjectType('Allocation', {
  description: 'The part of a receipt that settles an invoice; refunds are negative (核销).',
  simpleResolvers: true,
})
export class AllocationType implements Allocation {
  readonly system!: string;
  readonly key!: string;
  readonly receipt!: SourceKey | null;
  readonly invoice!: SourceKey | null;

  @Field(() => MoneyType, { nullable: true, description: 'Amount in the currency of the receipt (核销金额).' })
  readonly amount!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Amount in the currency of the company (核销本位币金额).' })
  readonly baseAmount!: Money | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'Realised exchange difference in the currency of the company (汇兑损益).',
  })
  readonly fxDifference!: Money | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the allocation (核销日期).' })
  readonly on!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'It was taken back and settles nothing (已反核销).' })
  readonly reversed!: boolean | null;
}
