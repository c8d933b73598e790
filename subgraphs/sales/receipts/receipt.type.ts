import { ArgsType, Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';
import { connectionType, PageArgs } from '#graphql/connection';
import { DateRangeInput } from '#graphql/date-range.input';
import { enumOf } from '#graphql/enum-of';
import { MoneyType } from '#graphql/money.type';
import { DateScalar } from '#graphql/scalars';
import { SourceRecordStub } from '#graphql/source-record.type';
import { PAYMENT_METHODS, RECEIPT_KINDS, type PaymentMethod, type ReceiptFilter, type ReceiptKind } from './receipt';

const ReceiptKindEnum = enumOf(RECEIPT_KINDS);
const PaymentMethodEnum = enumOf(PAYMENT_METHODS);
const ReceiptSortEnum = enumOf(['RECEIVED_ON_DESC', 'RECEIVED_ON_ASC']);

registerEnumType(ReceiptKindEnum, { name: 'ReceiptKind', description: 'Payment, advance or refund (收款类型).' });
registerEnumType(PaymentMethodEnum, { name: 'PaymentMethod', description: 'How money was paid (付款方式).' });
registerEnumType(ReceiptSortEnum, { name: 'ReceiptSort', description: 'Order of a list of receipts (收款排序).' });

@Directive('@key(fields: "id")')
@ObjectType('Receipt', { description: 'Money received from a customer or paid back (收款单).', simpleResolvers: true })
export class ReceiptType {
  readonly system!: string;
  readonly key!: string;

  @Field(() => ID, { description: 'Id of the receipt in this graph (编号).' })
  readonly id!: string;

  @Field(() => SourceRecordStub, { nullable: true, description: 'Party record it was booked for (付款方源记录).' })
  readonly party!: SourceKey | null;

  @Field(() => String, { nullable: true, description: 'Receipt number (收款单号).' })
  readonly number!: string | null;

  @Field(() => ReceiptKindEnum, { nullable: true, description: 'Payment, advance or refund (收款类型).' })
  readonly kind!: ReceiptKind | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day the money came in (收款日期).' })
  readonly receivedOn!: string | null;

  @Field(() => PaymentMethodEnum, { nullable: true, description: 'How it was paid (付款方式).' })
  readonly method!: PaymentMethod | null;

  @Field(() => MoneyType, { nullable: true, description: 'Amount; refunds are negative (收款金额).' })
  readonly amount!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Part of it that is allocated to invoices (已核销金额).' })
  readonly allocated!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Part of it that is not allocated yet (未核销金额).' })
  readonly unallocated!: Money | null;

  @Field(() => String, { nullable: true, description: 'Who paid, when it was not the customer (付款人).' })
  readonly payerName!: string | null;

  @Field(() => String, { nullable: true, description: 'Reference of the bank (银行流水号).' })
  readonly bankRef!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'The receipt was reversed (已冲销).' })
  readonly reversed!: boolean | null;
}

@InputType('ReceiptFilter', { description: 'Which receipts to list; all conditions must hold (收款筛选).' })
export class ReceiptFilterInput implements ReceiptFilter {
  @Field(() => [ReceiptKindEnum], { nullable: true, description: 'One of these kinds (收款类型).' })
  readonly kind?: readonly ReceiptKind[] | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Received within these days (收款日期范围).' })
  readonly receivedOn?: DateRangeInput | null;
}

@ArgsType()
export class ReceiptArgs extends PageArgs {
  @Field(() => ReceiptFilterInput, { nullable: true, description: 'Which receipts to list (收款筛选).' })
  readonly filter?: ReceiptFilterInput | null;

  @Field(() => ReceiptSortEnum, { defaultValue: 'RECEIVED_ON_DESC', description: 'Order of the list (收款排序).' })
  readonly sort!: keyof typeof ReceiptSortEnum;
}

export const ReceiptConnection = connectionType('Receipt', () => ReceiptType, ['receipts', '收款单']);
