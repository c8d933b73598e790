import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';
import { enumOf } from '#graphql/enum-of';
import { MoneyType } from '#graphql/money.type';
import { DateScalar } from '#graphql/scalars';
import { SourceRecordStub } from '#graphql/source-record.type';
import { GUEST_CLASSES, type GuestClass } from './guest';

const GuestClassEnum = enumOf(GUEST_CLASSES);

registerEnumType(GuestClassEnum, { name: 'GuestClass', description: 'Whom a guest profile describes (客史类别).' });

@Directive('@key(fields: "id")')
@ObjectType('Guest', { description: 'A guest profile of a hotel front office (客史档案).', simpleResolvers: true })
export class GuestType {
  readonly system!: string;
  readonly key!: string;

  @Field(() => ID, { description: 'Id of the guest profile in this graph (编号).' })
  readonly id!: string;

  @Field(() => SourceRecordStub, { nullable: true, description: 'The profile as a party record (客史源记录).' })
  readonly party!: SourceKey | null;

  readonly company!: SourceKey | null;

  @Field(() => String, { nullable: true, description: 'Number of the profile in the hotel (客史号).' })
  readonly number!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the guest (姓名).' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Name in Latin letters (姓名拼音).' })
  readonly namePinyin!: string | null;

  @Field(() => GuestClassEnum, { nullable: true, description: 'Whom the profile describes (客史类别).' })
  readonly class!: GuestClass | null;

  @Field(() => Int, { nullable: true, description: 'VIP level, as the hotel counts it (贵宾等级).' })
  readonly vip!: number | null;

  @Field(() => String, { nullable: true, description: 'Country the guest comes from (国籍).' })
  readonly nation!: string | null;

  @Field(() => [String], { nullable: true, description: 'Codes of what the guest prefers (喜好代码).' })
  readonly preferences!: readonly string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'The hotel does not want this guest back (黑名单).' })
  readonly blacklisted!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Number of the membership card (会员卡号).' })
  readonly cardNo!: string | null;

  @Field(() => Int, { nullable: true, description: 'Stays, as the profile counts them (入住次数).' })
  readonly stays!: number | null;

  @Field(() => Int, { nullable: true, description: 'Nights, as the profile counts them (入住房晚).' })
  readonly nights!: number | null;

  @Field(() => Int, { nullable: true, description: 'Bookings the guest did not turn up for (未到次数).' })
  readonly noShows!: number | null;

  @Field(() => Int, { nullable: true, description: 'Bookings the guest cancelled (取消次数).' })
  readonly cancels!: number | null;

  @Field(() => MoneyType, { nullable: true, description: 'Money spent, as the profile counts it (累计消费).' })
  readonly spend!: Money | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the first stay, as recorded (首次入住日期).' })
  readonly firstStayOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the latest stay, as recorded (最近入住日期).' })
  readonly lastStayOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day the profile was made (建档日期).' })
  readonly createdOn!: string | null;
}
