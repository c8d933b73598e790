import { Field, Int, ObjectType } from 'type-graphql';
import type { Money } from '#core/money';
import { MoneyType } from '#graphql/money.type';
import type { Folio } from './folio';

@ObjectType('FolioSummary', { description: "What was posted to a stay's account (账单汇总).", simpleResolvers: true })
export class FolioSummaryType implements Folio {
  @Field(() => [MoneyType], { description: 'Charges with their corrections, one amount per currency (消费合计).' })
  readonly charges!: readonly Money[];

  @Field(() => [MoneyType], { description: 'Payments with their corrections, one amount per currency (付款合计).' })
  readonly payments!: readonly Money[];

  @Field(() => Int, { description: 'Postings (账目数).' })
  readonly lineCount!: number;

  @Field(() => Int, { description: 'Postings that correct another one (冲账及调整数).' })
  readonly correctionCount!: number;

  @Field(() => Int, { description: 'Postings whose amount cannot be read; they are in no sum (金额不可读账目数).' })
  readonly unreadableLines!: number;
}
