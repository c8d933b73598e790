import { ArgsType, Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';
import { connectionType, PageArgs } from '#graphql/connection';
import { DateRangeInput } from '#graphql/date-range.input';
import { enumOf } from '#graphql/enum-of';
import { MoneyType } from '#graphql/money.type';
import { DateScalar } from '#graphql/scalars';
import { SourceRecordStub } from '#graphql/source-record.type';
import { CONTRACT_KINDS, CONTRACT_STATUSES, RECORDED_STATUSES } from './contract';
import type { ContractFilter, ContractKind, ContractStatus, RecordedStatus } from './contract';
import type { Instalment } from './contract.source';

export const ContractKindEnum = enumOf(CONTRACT_KINDS);
export const ContractStatusEnum = enumOf(CONTRACT_STATUSES);
export const RecordedStatusEnum = enumOf(RECORDED_STATUSES);
export const ContractSortEnum = enumOf(['SIGNED_ON_DESC', 'SIGNED_ON_ASC', 'ENDS_ON_ASC', 'NUMBER_ASC']);

registerEnumType(ContractKindEnum, { name: 'ContractKind', description: 'What a contract is about (合同类型).' });
registerEnumType(ContractStatusEnum, {
  name: 'ContractStatus',
  description: 'Where a contract stands on the business day; EXPIRING from 30 days before its end (合同状态).',
});
registerEnumType(RecordedStatusEnum, {
  name: 'RecordedContractStatus',
  description: 'Contract status as its source system recorded it (登记的合同状态).',
});
registerEnumType(ContractSortEnum, { name: 'ContractSort', description: 'Order of a list of contracts (合同排序).' });

@ObjectType('ContractInstalment', {
  description: "One instalment of a contract's payment plan (收款计划).",
  simpleResolvers: true,
})
export class InstalmentType implements Instalment {
  readonly system!: string;
  readonly key!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day the instalment is due (计划收款日期).' })
  readonly dueOn!: string | null;

  @Field(() => MoneyType, { nullable: true, description: 'Amount planned (计划金额).' })
  readonly amount!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Amount paid so far (已收金额).' })
  readonly paid!: Money | null;

  @Field(() => String, { nullable: true, description: 'Remark of the sales system (备注).' })
  readonly note!: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Contract', { description: 'A contract with a customer (合同).', simpleResolvers: true })
export class ContractType {
  readonly system!: string;
  readonly key!: string;

  @Field(() => ID, { description: 'Id of the contract in this graph (编号).' })
  readonly id!: string;

  @Field(() => SourceRecordStub, { nullable: true, description: 'Party record the contract was written for (签约方源记录).' })
  readonly party?: SourceKey | null;

  @Field(() => String, { nullable: true, description: 'Contract number on paper (合同号).' })
  readonly number!: string | null;

  @Field(() => String, { nullable: true, description: 'Title of the contract (合同名称).' })
  readonly name!: string | null;

  @Field(() => ContractKindEnum, { nullable: true, description: 'What the contract is about (合同类型).' })
  readonly kind!: ContractKind | null;

  @Field(() => ContractStatusEnum, { nullable: true, description: 'Where it stands on the business day (合同状态).' })
  readonly status!: ContractStatus | null;

  @Field(() => RecordedStatusEnum, { nullable: true, description: 'Status as the source system recorded it (登记的合同状态).' })
  readonly recordedStatus!: RecordedStatus | null;

  @Field(() => Boolean, { nullable: true, description: 'The source system marks it as cancelled (已作废).' })
  readonly cancelled!: boolean | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day it was signed (签订日期).' })
  readonly signedOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day of its term (生效日期).' })
  readonly startsOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of its term (到期日期).' })
  readonly endsOn!: string | null;

  @Field(() => MoneyType, { nullable: true, description: 'Value in the currency of the contract (合同金额).' })
  readonly amount!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Value in the currency of the company (本位币金额).' })
  readonly baseAmount!: Money | null;

  @Field(() => String, { nullable: true, description: 'Payment clause, as written (付款条款).' })
  readonly payClause!: string | null;
}

@InputType('ContractFilter', { description: 'Which contracts to list; all conditions must hold (合同筛选).' })
export class ContractFilterInput implements ContractFilter {
  @Field(() => [ContractKindEnum], { nullable: true, description: 'One of these kinds (合同类型).' })
  readonly kind?: readonly ContractKind[] | null;

  @Field(() => [RecordedStatusEnum], { nullable: true, description: 'One of these recorded statuses (登记的合同状态).' })
  readonly recordedStatus?: readonly RecordedStatus[] | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Signed within these days (签订日期范围).' })
  readonly signedOn?: DateRangeInput | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Ending within these days (到期日期范围).' })
  readonly endsOn?: DateRangeInput | null;
}

@ArgsType()
export class ContractArgs extends PageArgs {
  @Field(() => ContractFilterInput, { nullable: true, description: 'Which contracts to list (合同筛选).' })
  readonly filter?: ContractFilterInput | null;

  @Field(() => ContractSortEnum, { defaultValue: 'SIGNED_ON_DESC', description: 'Order of the list (合同排序).' })
  readonly sort!: keyof typeof ContractSortEnum;
}

export const ContractConnection = connectionType('Contract', () => ContractType, ['contracts', '合同']);
