import { Field, Int, ObjectType } from 'type-graphql';
import type { Money } from '#core/money';
import { MoneyType } from '#graphql/money.type';
import { DateScalar } from '#graphql/scalars';
import type { StaySummary } from './stay-summary';

@ObjectType('StaySummary', {
  description: 'Stays of a customer that took place, in the house or checked out (入住汇总).',
  simpleResolvers: true,
})
export class StaySummaryType implements StaySummary {
  @Field(() => Int, { description: 'Stays, current ones included (入住次数).' })
  readonly stayCount!: number;

  @Field(() => Int, { description: 'Stays that are going on (在住数).' })
  readonly inHouseCount!: number;

  @Field(() => Int, { description: 'Stays whose status is unknown; they are in no other number (状态未知入住数).' })
  readonly unknownStatusCount!: number;

  @Field(() => Int, { description: 'Nights; of current stays those before the business day (房晚数).' })
  readonly nights!: number;

  @Field(() => Int, { description: 'Stays whose nights are unknown (房晚未知入住数).' })
  readonly staysWithoutNights!: number;

  @Field(() => [MoneyType], { description: 'Charges, one amount per currency (消费金额).' })
  readonly spend!: readonly Money[];

  @Field(() => Int, { description: 'Stays whose charges are unknown; they are in no amount (消费未知入住数).' })
  readonly staysWithoutCharges!: number;

  @Field(() => DateScalar, { nullable: true, description: 'Arrival day of the latest stay (最近入住日期).' })
  readonly lastStayOn!: string | null;
}
