import { ArgsType, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';
import { connectionType, PageArgs } from '#graphql/connection';
import { enumOf } from '#graphql/enum-of';
import { MoneyType } from '#graphql/money.type';
import { SourceRecordStub } from '#graphql/source-record.type';
import type { LedgerBalance, LedgerBalanceFilter } from './ledger-balance';

const LedgerBalanceSortEnum = enumOf(['YEAR_DESC', 'YEAR_ASC']);
registerEnumType(LedgerBalanceSortEnum, {
  name: 'LedgerBalanceSort',
  description: 'Order of a list of ledger balances; within a year by the key of the source (科目余额排序).',
});

@ObjectType('LedgerBalance', {
  description: 'What the ledger says about a party record on one account in one period (科目余额).',
  simpleResolvers: true,
})
export class LedgerBalanceType implements LedgerBalance {
  readonly system!: string;
  readonly key!: string;

  @Field(() => SourceRecordStub, { nullable: true, description: 'Party record it is kept for (客户源记录).' })
  readonly party!: SourceKey | null;

  @Field(() => String, { nullable: true, description: 'Ledger account (科目编码).' })
  readonly account!: string | null;

  @Field(() => Int, { nullable: true, description: 'Fiscal year (会计年度).' })
  readonly year!: number | null;

  @Field(() => Int, { nullable: true, description: 'Period: 0 opening, 1 to 12 months, 13 adjustments (会计期间).' })
  readonly period!: number | null;

  @Field(() => MoneyType, { nullable: true, description: 'Balance at the start of the period (期初余额).' })
  readonly opening!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Debits in the period (借方发生额).' })
  readonly debit!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Credits in the period (贷方发生额).' })
  readonly credit!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Balance at the end of the period (期末余额).' })
  readonly closing!: Money | null;
}

@InputType('LedgerBalanceFilter', { description: 'Which ledger balances to list; all conditions must hold (科目余额筛选).' })
export class LedgerBalanceFilterInput implements LedgerBalanceFilter {
  @Field(() => [Int], { nullable: true, description: 'One of these fiscal years (会计年度).' })
  readonly year?: readonly number[] | null;

  @Field(() => [String], { nullable: true, description: 'One of these accounts (科目编码).' })
  readonly account?: readonly string[] | null;
}

@ArgsType()
export class LedgerBalanceArgs extends PageArgs {
  @Field(() => LedgerBalanceFilterInput, { nullable: true, description: 'Which ledger balances to list (科目余额筛选).' })
  readonly filter?: LedgerBalanceFilterInput | null;

  @Field(() => LedgerBalanceSortEnum, { defaultValue: 'YEAR_DESC', description: 'Order of the list (科目余额排序).' })
  readonly sort!: keyof typeof LedgerBalanceSortEnum;
}

export const LedgerBalanceConnection = connectionType('LedgerBalance', () => LedgerBalanceType, ['ledger balances', '科目余额']);
