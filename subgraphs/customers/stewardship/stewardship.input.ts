import { Field, ID, InputType } from 'type-graphql';
import type { PairOrder, PinOrder, SplitOrder, UndoOrder } from './stewardship';
import { SeenCustomerInput, SourceKeyInput } from './stewardship.type';

const REASON = 'Why, in a sentence that others understand later; at most 500 characters (理由).';
const KEY =
  'A text of your own, at most 100 characters, kept for 7 days: the same input with it gets the first answer and decides nothing twice, another is a CONFLICT (幂等键).';
const DRY_RUN = 'Only show what would change, field by field (试运行).';

@InputType('MergeCustomersInput', { description: 'Two customers that are one (客户合并输入).' })
export class MergeCustomersInput implements PairOrder {
  @Field(() => [SeenCustomerInput], { description: 'The two customers; the older id survives (待合并客户).' })
  readonly customers!: readonly SeenCustomerInput[];

  @Field(() => String, { description: REASON })
  readonly reason!: string;

  @Field(() => Boolean, { defaultValue: false, description: DRY_RUN })
  readonly dryRun!: boolean;

  @Field(() => String, { nullable: true, description: KEY })
  readonly idempotencyKey?: string | null;
}

@InputType('KeepCustomersApartInput', { description: 'Two customers that are never one (客户不合并输入).' })
export class KeepCustomersApartInput implements PairOrder {
  @Field(() => [SeenCustomerInput], { description: 'The two customers (客户).' })
  readonly customers!: readonly SeenCustomerInput[];

  @Field(() => String, { description: REASON })
  readonly reason!: string;

  @Field(() => Boolean, { defaultValue: false, description: DRY_RUN })
  readonly dryRun!: boolean;

  @Field(() => String, { nullable: true, description: KEY })
  readonly idempotencyKey?: string | null;
}

@InputType('SplitCustomerInput', { description: 'Records that are not the customer they belong to (客户拆分输入).' })
export class SplitCustomerInput implements SplitOrder {
  @Field(() => SeenCustomerInput, { description: 'The customer that they leave (客户).' })
  readonly customer!: SeenCustomerInput;

  @Field(() => [SourceKeyInput], { description: 'The records that leave it (移出的源记录).' })
  readonly records!: readonly SourceKeyInput[];

  @Field(() => String, { description: REASON })
  readonly reason!: string;

  @Field(() => Boolean, { defaultValue: false, description: DRY_RUN })
  readonly dryRun!: boolean;

  @Field(() => String, { nullable: true, description: KEY })
  readonly idempotencyKey?: string | null;
}

@InputType('PinCustomerValueInput', { description: 'A value that counts whatever the rules say (字段锁定输入).' })
export class PinCustomerValueInput implements PinOrder {
  @Field(() => SeenCustomerInput, { description: 'The customer (客户).' })
  readonly customer!: SeenCustomerInput;

  @Field(() => String, { description: 'Field of the customer, as FieldProvenance names it (字段).' })
  readonly field!: string;

  @Field(() => SourceKeyInput, { description: 'The record whose value counts (来源记录).' })
  readonly record!: SourceKeyInput;

  @Field(() => String, { description: REASON })
  readonly reason!: string;

  @Field(() => Boolean, { defaultValue: false, description: DRY_RUN })
  readonly dryRun!: boolean;

  @Field(() => String, { nullable: true, description: KEY })
  readonly idempotencyKey?: string | null;
}

@InputType('UndoStewardDecisionInput', { description: 'A decision that is taken back (撤销裁决输入).' })
export class UndoStewardDecisionInput implements UndoOrder {
  @Field(() => ID, { description: 'Id of the decision (裁决编号).' })
  readonly decision!: string;

  @Field(() => String, { description: REASON })
  readonly reason!: string;

  @Field(() => Boolean, { defaultValue: false, description: DRY_RUN })
  readonly dryRun!: boolean;

  @Field(() => String, { nullable: true, description: KEY })
  readonly idempotencyKey?: string | null;
}
