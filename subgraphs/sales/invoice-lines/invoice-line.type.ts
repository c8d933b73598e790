import { Field, Int, ObjectType } from 'type-graphql';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';
import { MoneyType } from '#graphql/money.type';
import { DecimalScalar } from '#graphql/scalars';
import type { InvoiceLine } from './invoice-line';

@ObjectType('InvoiceLine', { description: 'One line of an invoice (应收单明细).', simpleResolvers: true })
export class InvoiceLineType implements InvoiceLine {
  readonly system!: string;
  readonly key!: string;
  readonly product!: SourceKey | null;

  @Field(() => Int, { nullable: true, description: 'Position in the invoice (行号).' })
  readonly lineNo!: number | null;

  @Field(() => String, { nullable: true, description: 'What is invoiced, as printed (品名).' })
  readonly text!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Quantity in the unit of the product (数量).' })
  readonly quantity!: string | null;

  @Field(() => MoneyType, { nullable: true, description: 'Price of one unit before tax (单价).' })
  readonly unitPrice!: Money | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Tax rate in percent (税率).' })
  readonly taxRate!: string | null;

  @Field(() => MoneyType, { nullable: true, description: 'Amount before tax; negative on credit notes (不含税金额).' })
  readonly net!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Tax amount; negative on credit notes (税额).' })
  readonly tax!: Money | null;
}
