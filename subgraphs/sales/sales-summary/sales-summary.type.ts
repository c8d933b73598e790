import { Field, Int, ObjectType } from 'type-graphql';
import type { Money } from '#core/money';
import { MoneyType } from '#graphql/money.type';
import { DateScalar } from '#graphql/scalars';
import type { DatedAmount } from '../exchange-rates/exchange-rates';
import type { SalesSummary } from './sales-summary';

@ObjectType('SalesSummary', {
  description: 'What a customer ordered, cancelled orders left out and returns deducted (销售汇总).',
  simpleResolvers: true,
})
export class SalesSummaryType implements SalesSummary {
  @Field(() => Int, { description: 'Orders and returns (订单数).' })
  readonly orderCount!: number;

  @Field(() => [MoneyType], { description: 'Tax-included totals, one amount per currency (下单金额).' })
  readonly orderTotals!: readonly Money[];

  @Field(() => [MoneyType], { description: 'The same over the 12 months up to the business day (近12个月下单金额).' })
  readonly orderTotalsLast12Months!: readonly Money[];

  readonly orderAmounts!: readonly DatedAmount[];
  readonly orderAmountsLast12Months!: readonly DatedAmount[];

  @Field(() => Int, { description: 'Orders whose total the source cannot tell; they are in no amount (金额未知订单数).' })
  readonly ordersWithoutTotal!: number;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the first order (首次下单日期).' })
  readonly firstOrderOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the latest order (最近下单日期).' })
  readonly lastOrderOn!: string | null;
}
