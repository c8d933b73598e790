import { Field, ID, ObjectType } from 'type-graphql';
import type { Money } from '#core/money';
import { MoneyType } from '#graphql/money.type';
import { DecimalScalar } from '#graphql/scalars';
import type { Product } from './product';

@ObjectType('Product', { description: 'What a line of an order or invoice sells (产品).', simpleResolvers: true })
export class ProductType implements Product {
  readonly system!: string;
  readonly key!: string;

  @Field(() => ID, { description: 'Id of the product in this graph (编号).' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'Product number (产品编号).' })
  readonly number!: string;

  @Field(() => String, { nullable: true, description: 'Name (产品名称).' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Category, in the words of the source (产品类别).' })
  readonly category!: string | null;

  @Field(() => String, { nullable: true, description: 'Unit that quantities are counted in (计量单位).' })
  readonly unit!: string | null;

  @Field(() => MoneyType, { nullable: true, description: 'List price of one unit (标准售价).' })
  readonly listPrice!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Standard cost of one unit; null while not costed (标准成本).' })
  readonly unitCost!: Money | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Tax rate in percent (税率).' })
  readonly taxRate!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'It is still sold (在售).' })
  readonly active!: boolean | null;
}
