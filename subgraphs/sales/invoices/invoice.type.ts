import { ArgsType, Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';
import { connectionType, PageArgs } from '#graphql/connection';
import { DateRangeInput } from '#graphql/date-range.input';
import { enumOf } from '#graphql/enum-of';
import { MoneyType } from '#graphql/money.type';
import { DateScalar, DecimalScalar } from '#graphql/scalars';
import { SourceRecordStub } from '#graphql/source-record.type';
import { INVOICE_KINDS, INVOICE_STATUSES, type InvoiceFilter, type InvoiceKind, type InvoiceStatus } from './invoice';

const InvoiceKindEnum = enumOf(INVOICE_KINDS);
const InvoiceStatusEnum = enumOf(INVOICE_STATUSES);
const InvoiceSortEnum = enumOf(['ISSUED_ON_DESC', 'ISSUED_ON_ASC', 'NUMBER_ASC']);

registerEnumType(InvoiceKindEnum, { name: 'InvoiceKind', description: 'What kind of receivable document it is (应收单类型).' });
registerEnumType(InvoiceStatusEnum, { name: 'InvoiceStatus', description: 'How far it is paid on the business day (应收状态).' });
registerEnumType(InvoiceSortEnum, { name: 'InvoiceSort', description: 'Order of a list of invoices (应收单排序).' });

@Directive('@key(fields: "id")')
@ObjectType('Invoice', { description: 'An invoice, credit note or other receivable document (应收单).', simpleResolvers: true })
export class InvoiceType {
  readonly system!: string;
  readonly key!: string;

  @Field(() => ID, { description: 'Id of the document in this graph (编号).' })
  readonly id!: string;

  @Field(() => SourceRecordStub, { nullable: true, description: 'Party record it was issued to (付款方源记录).' })
  readonly party!: SourceKey | null;

  @Field(() => String, { nullable: true, description: 'Invoice number on paper (发票号).' })
  readonly number!: string | null;

  @Field(() => InvoiceKindEnum, { nullable: true, description: 'Kind of document (应收单类型).' })
  readonly kind!: InvoiceKind | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of issue (开票日期).' })
  readonly issuedOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day it was posted to the ledger (记账日期).' })
  readonly postedOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day payment is due, recorded or from the payment terms (到期日期).' })
  readonly dueOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day it was settled; null while open (结清日期).' })
  readonly clearedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Payment terms, in the code of the source (付款条件).' })
  readonly terms!: string | null;

  @Field(() => MoneyType, { nullable: true, description: 'Amount with tax; credit notes are negative (价税合计).' })
  readonly amount!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Tax in it (税额).' })
  readonly tax!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Amount in the currency of the company (本位币金额).' })
  readonly baseAmount!: Money | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Exchange rate it was booked at (记账汇率).' })
  readonly exchangeRate!: string | null;

  @Field(() => MoneyType, { nullable: true, description: 'Amount allocated to it so far (已核销金额).' })
  readonly paid!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Amount still to be paid (未清金额).' })
  readonly openAmount!: Money | null;

  @Field(() => InvoiceStatusEnum, { nullable: true, description: 'How far it is paid on the business day (应收状态).' })
  readonly status!: InvoiceStatus | null;

  @Field(() => String, { nullable: true, description: 'Posting text (摘要).' })
  readonly text!: string | null;
}

@InputType('InvoiceFilter', { description: 'Which invoices to list; all conditions must hold (应收单筛选).' })
export class InvoiceFilterInput implements InvoiceFilter {
  @Field(() => [InvoiceKindEnum], { nullable: true, description: 'One of these kinds (应收单类型).' })
  readonly kind?: readonly InvoiceKind[] | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Issued within these days (开票日期范围).' })
  readonly issuedOn?: DateRangeInput | null;
}

@ArgsType()
export class InvoiceArgs extends PageArgs {
  @Field(() => InvoiceFilterInput, { nullable: true, description: 'Which invoices to list (应收单筛选).' })
  readonly filter?: InvoiceFilterInput | null;

  @Field(() => InvoiceSortEnum, { defaultValue: 'ISSUED_ON_DESC', description: 'Order of the list (应收单排序).' })
  readonly sort!: keyof typeof InvoiceSortEnum;
}

export const InvoiceConnection = connectionType('Invoice', () => InvoiceType, ['invoices', '应收单']);
