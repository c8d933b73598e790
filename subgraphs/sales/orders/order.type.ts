import { ArgsType, Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';
import { connectionType, PageArgs } from '#graphql/connection';
import { DateRangeInput } from '#graphql/date-range.input';
import { enumOf } from '#graphql/enum-of';
import { MoneyType } from '#graphql/money.type';
import { DateScalar, DecimalScalar } from '#graphql/scalars';
import { SourceRecordStub } from '#graphql/source-record.type';
import { ORDER_KINDS, ORDER_STATUSES, type OrderFilter, type OrderKind, type OrderStatus } from './order';
import type { OrderLine } from './order.source';

const OrderKindEnum = enumOf(ORDER_KINDS);
const OrderStatusEnum = enumOf(ORDER_STATUSES);
const OrderSortEnum = enumOf(['ORDERED_ON_DESC', 'ORDERED_ON_ASC', 'NUMBER_ASC']);

registerEnumType(OrderKindEnum, { name: 'OrderKind', description: 'An order, or goods coming back (订单类型).' });
registerEnumType(OrderStatusEnum, { name: 'OrderStatus', description: 'How far an order has come (订单状态).' });
registerEnumType(OrderSortEnum, { name: 'OrderSort', description: 'Order of a list of orders (订单排序).' });

@ObjectType('OrderLine', { description: 'One line of an order (订单明细).', simpleResolvers: true })
export class OrderLineType implements OrderLine {
  readonly system!: string;
  readonly key!: string;

  @Field(() => Int, { nullable: true, description: 'Position in the order (行号).' })
  readonly lineNo!: number | null;

  readonly product!: SourceKey | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Quantity in the unit of the product (数量).' })
  readonly quantity!: string | null;

  @Field(() => MoneyType, { nullable: true, description: 'Price of one unit before tax (单价).' })
  readonly unitPrice!: Money | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Tax rate in percent (税率).' })
  readonly taxRate!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Discount in percent, as the source keeps it (折扣率).' })
  readonly discount!: string | null;

  @Field(() => MoneyType, { nullable: true, description: 'Amount before tax (不含税金额).' })
  readonly net!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Tax amount (税额).' })
  readonly tax!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Amount with tax (价税合计).' })
  readonly gross!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Cost of the goods on the line (成本).' })
  readonly cost!: Money | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Quantity delivered so far (已发数量).' })
  readonly shipped!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Quantity invoiced so far (已开票数量).' })
  readonly invoiced!: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Order', { description: 'A sales order or a return (销售订单).', simpleResolvers: true })
export class OrderType {
  readonly system!: string;
  readonly key!: string;

  @Field(() => ID, { description: 'Id of the order in this graph (编号).' })
  readonly id!: string;

  @Field(() => SourceRecordStub, { nullable: true, description: 'Party record the order was placed by (下单方源记录).' })
  readonly party!: SourceKey | null;

  @Field(() => String, { nullable: true, description: 'Order number (订单号).' })
  readonly number!: string | null;

  @Field(() => OrderKindEnum, { nullable: true, description: 'Order or return (订单类型).' })
  readonly kind!: OrderKind | null;

  @Field(() => OrderStatusEnum, { nullable: true, description: 'How far it has come (订单状态).' })
  readonly status!: OrderStatus | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day it was placed (下单日期).' })
  readonly orderedOn!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'The source system marks it as cancelled (已作废).' })
  readonly cancelled!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Nothing more will be delivered (已关闭).' })
  readonly closed!: boolean | null;

  @Field(() => MoneyType, { nullable: true, description: 'Total with tax; negative for returns (下单金额).' })
  readonly total!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Cost of the goods; null unless every line has one (成本).' })
  readonly cost!: Money | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day it was paid, where the source keeps it (付款日期).' })
  readonly paidOn!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Exchange rate written on the order (订单汇率).' })
  readonly exchangeRate!: string | null;

  @Field(() => Int, { nullable: true, description: 'Number of lines (明细行数).' })
  readonly lineCount!: number | null;
}

@InputType('OrderFilter', { description: 'Which orders to list; all conditions must hold (订单筛选).' })
export class OrderFilterInput implements OrderFilter {
  @Field(() => [OrderKindEnum], { nullable: true, description: 'One of these kinds (订单类型).' })
  readonly kind?: readonly OrderKind[] | null;

  @Field(() => [OrderStatusEnum], { nullable: true, description: 'One of these statuses (订单状态).' })
  readonly status?: readonly OrderStatus[] | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Placed within these days (下单日期范围).' })
  readonly orderedOn?: DateRangeInput | null;
}

@ArgsType()
export class OrderArgs extends PageArgs {
  @Field(() => OrderFilterInput, { nullable: true, description: 'Which orders to list (订单筛选).' })
  readonly filter?: OrderFilterInput | null;

  @Field(() => OrderSortEnum, { defaultValue: 'ORDERED_ON_DESC', description: 'Order of the list (订单排序).' })
  readonly sort!: keyof typeof OrderSortEnum;
}

export const OrderConnection = connectionType('Order', () => OrderType, ['orders', '订单']);
