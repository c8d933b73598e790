import { Directive, Field, ObjectType } from 'type-graphql';
import type { Money } from '#core/money';
import { DecimalScalar } from './scalars';

@Directive('@shareable')
@ObjectType('Money', { description: 'An amount of one currency (金额).', simpleResolvers: true })
export class MoneyType implements Money {
  @Field(() => DecimalScalar, { description: "Amount at the currency's scale (数额)." })
  readonly amount!: string;

  @Field(() => String, { description: 'ISO 4217 code (币种).' })
  readonly currency!: string;
}
