import { Field, Int, ObjectType } from 'type-graphql';
import type { Money } from '#core/money';
import { MoneyType } from '#graphql/money.type';
import { DateScalar, DecimalScalar } from '#graphql/scalars';
import type { CreditLimit } from '../credit-limits/credit-limit';
import { CreditLimitType } from '../credit-limits/credit-limit.type';
import type { CreditExposure } from './credit-exposure';

@ObjectType('CreditExposure', {
  description:
    'What a customer owes against its credit limit, in the currency of the company at the rates of the day (信用占用).',
  simpleResolvers: true,
})
export class CreditExposureType implements CreditExposure {
  @Field(() => DateScalar, { description: 'The business day (截止日期).' })
  readonly asOf!: string;

  @Field(() => MoneyType, { description: 'Open amount, credit notes deducted (未清金额).' })
  readonly open!: Money;

  @Field(() => MoneyType, { description: 'Part of it that is past its due date (逾期金额).' })
  readonly overdue!: Money;

  @Field(() => CreditLimitType, { nullable: true, description: 'Credit limit on the day (信用额度).' })
  readonly limit!: CreditLimit | null;

  @Field(() => MoneyType, { nullable: true, description: 'Limit less open; negative when over, null unless limited (可用额度).' })
  readonly available!: Money | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Open over limit, 1 is all of it; null unless limited (额度使用率).',
  })
  readonly usedRate!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'More is open than allowed; null when no limit was set (超额度).',
  })
  readonly isOverLimit!: boolean | null;

  @Field(() => Int, { description: 'Documents of unknown open amount; they are in no amount (金额未知单据数).' })
  readonly unknownDocuments!: number;
}
