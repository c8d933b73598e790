import { Field, Int, ObjectType } from 'type-graphql';
import type { Money } from '#core/money';
import { MoneyType } from '#graphql/money.type';
import { DateScalar } from '#graphql/scalars';
import type { ReceivableFacts } from '../receivables/receivable-balance';
import type { Ageing, AgeingBalance } from './ageing';

@ObjectType('AgeingBalance', {
  description: 'Open amounts of one currency by days past the due date; the buckets add up to the total (账龄余额).',
  simpleResolvers: true,
})
export class AgeingBalanceType implements AgeingBalance {
  @Field(() => MoneyType, { description: 'Not due yet, or due on the day itself (未到期).' })
  readonly current!: Money;

  @Field(() => MoneyType, { description: '1 to 30 days past due (逾期1-30天).' })
  readonly days1To30!: Money;

  @Field(() => MoneyType, { description: '31 to 60 days past due (逾期31-60天).' })
  readonly days31To60!: Money;

  @Field(() => MoneyType, { description: '61 to 90 days past due (逾期61-90天).' })
  readonly days61To90!: Money;

  @Field(() => MoneyType, { description: '91 to 180 days past due (逾期91-180天).' })
  readonly days91To180!: Money;

  @Field(() => MoneyType, { description: 'More than 180 days past due (逾期180天以上).' })
  readonly over180!: Money;

  @Field(() => MoneyType, { description: 'Of documents without a due date that the source can tell (到期日未知).' })
  readonly dueDateUnknown!: Money;

  @Field(() => MoneyType, { description: 'Sum of the buckets (合计).' })
  readonly total!: Money;

  @Field(() => Int, { description: 'Documents in it (未清单据数).' })
  readonly openDocuments!: number;
}

@ObjectType('Ageing', {
  description: 'Open receivable documents by days past their due date, computed from the documents themselves (账龄分析).',
  simpleResolvers: true,
})
export class AgeingType implements Ageing {
  readonly open!: readonly ReceivableFacts[];

  @Field(() => DateScalar, { description: 'The business day it is computed for (截止日期).' })
  readonly asOf!: string;

  @Field(() => [AgeingBalanceType], { description: 'One balance per currency; none when nothing is open (账龄余额).' })
  readonly balances!: readonly AgeingBalance[];

  @Field(() => Int, { description: 'Documents whose open amount is unknown; they are in no balance (金额未知单据数).' })
  readonly unknownDocuments!: number;
}
