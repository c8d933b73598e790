import { Field, Int, ObjectType } from 'type-graphql';
import type { Money } from '#core/money';
import { MoneyType } from '#graphql/money.type';
import { DateScalar } from '#graphql/scalars';
import type { ReceivableBalance, Receivables } from './receivable-balance';

@ObjectType('ReceivableBalance', { description: 'What is owed in one currency (应收余额).', simpleResolvers: true })
export class ReceivableBalanceType implements ReceivableBalance {
  @Field(() => MoneyType, { description: 'Open amount, credit notes deducted (未清金额).' })
  readonly open!: Money;

  @Field(() => MoneyType, { description: 'Part of it that is past its due date (逾期金额).' })
  readonly overdue!: Money;

  @Field(() => Int, { description: 'Documents that are not settled (未清单据数).' })
  readonly openDocuments!: number;

  @Field(() => DateScalar, { nullable: true, description: 'Earliest due date among them (最早到期日期).' })
  readonly oldestDueOn!: string | null;
}

@ObjectType('Receivables', { description: 'What a customer owes on the business day (应收款).', simpleResolvers: true })
export class ReceivablesType implements Receivables {
  @Field(() => [ReceivableBalanceType], { description: 'One balance per currency; none when nothing is open (应收余额).' })
  readonly balances!: readonly ReceivableBalance[];

  @Field(() => Int, { description: 'Documents whose open amount is unknown; they are in no balance (金额未知单据数).' })
  readonly unknownDocuments!: number;
}
