import { ArgsType, Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';
import { connectionType, PageArgs } from '#graphql/connection';
import { DateRangeInput } from '#graphql/date-range.input';
import { enumOf } from '#graphql/enum-of';
import { MoneyType } from '#graphql/money.type';
import { DateTimeScalar } from '#graphql/scalars';
import { SourceRecordStub } from '#graphql/source-record.type';
import { STAY_STATUSES, type StayFilter, type StayStatus } from './stay';

const StayStatusEnum = enumOf(STAY_STATUSES);
const StaySortEnum = enumOf(['ARRIVES_AT_DESC', 'ARRIVES_AT_ASC', 'DEPARTS_AT_DESC']);

registerEnumType(StayStatusEnum, {
  name: 'StayStatus',
  description: 'How far a stay has come; CHECKED_OUT_OPEN has left with an open bill (入住状态).',
});
registerEnumType(StaySortEnum, { name: 'StaySort', description: 'Order of a list of stays (入住记录排序).' });

@Directive('@key(fields: "id")')
@ObjectType('Stay', { description: 'A stay in a hotel, from its booking on (入住记录).', simpleResolvers: true })
export class StayType {
  readonly system!: string;
  readonly key!: string;

  @Field(() => ID, { description: 'Id of the stay in this graph (编号).' })
  readonly id!: string;

  @Field(() => SourceRecordStub, { nullable: true, description: 'Guest profile that stays, as a party record (住客源记录).' })
  readonly party!: SourceKey | null;

  @Field(() => String, { nullable: true, description: 'Code of the hotel (酒店代码).' })
  readonly hotel!: string | null;

  @Field(() => String, { nullable: true, description: 'Account number in the hotel (账号).' })
  readonly account!: string | null;

  @Field(() => StayStatusEnum, { nullable: true, description: 'How far it has come (入住状态).' })
  readonly status!: StayStatus | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the guest arrives (到店时间).' })
  readonly arrivesAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the guest departs (离店时间).' })
  readonly departsAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the room (房号).' })
  readonly roomNo!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the room type (房型).' })
  readonly roomType!: string | null;

  @Field(() => Int, { nullable: true, description: 'Adults in the room (成人数).' })
  readonly adults!: number | null;

  @Field(() => Int, { nullable: true, description: 'Children in the room (儿童数).' })
  readonly children!: number | null;

  @Field(() => MoneyType, { nullable: true, description: 'Price of one night (房价).' })
  readonly rate!: Money | null;

  @Field(() => String, { nullable: true, description: 'Code of the price list (房价码).' })
  readonly rateCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the market segment (市场码).' })
  readonly market!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of where the booking came from (客源码).' })
  readonly source!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the booking channel (预订渠道).' })
  readonly channel!: string | null;

  @Field(() => String, { nullable: true, description: 'Booking number of the travel platform (OTA 订单号).' })
  readonly otaNo!: string | null;

  @Field(() => MoneyType, { nullable: true, description: 'Charged so far (消费金额).' })
  readonly charges!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Paid so far (付款金额).' })
  readonly payments!: Money | null;

  @Field(() => [String], { nullable: true, description: 'Codes of what was asked for with this stay (特殊要求代码).' })
  readonly preferences!: readonly string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was booked (预订时间).' })
  readonly bookedAt!: string | null;
}

@InputType('StayFilter', { description: 'Which stays to list; all conditions must hold (入住记录筛选).' })
export class StayFilterInput implements StayFilter {
  @Field(() => [String], { nullable: true, description: 'In one of these hotels, by code (酒店代码).' })
  readonly hotel?: readonly string[] | null;

  @Field(() => [StayStatusEnum], { nullable: true, description: 'One of these statuses (入住状态).' })
  readonly status?: readonly StayStatus[] | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Arriving within these business days (到店日期范围).' })
  readonly arrivesAt?: DateRangeInput | null;
}

@ArgsType()
export class StayArgs extends PageArgs {
  @Field(() => StayFilterInput, { nullable: true, description: 'Which stays to list (入住记录筛选).' })
  readonly filter?: StayFilterInput | null;

  @Field(() => StaySortEnum, { defaultValue: 'ARRIVES_AT_DESC', description: 'Order of the list (入住记录排序).' })
  readonly sort!: keyof typeof StaySortEnum;
}

export const StayConnection = connectionType('Stay', () => StayType, ['stays', '入住记录']);
