import { ArgsType, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { SourceKey } from '#core/source-key';
import { connectionType } from '#graphql/connection';
import { DateScalar, DateTimeScalar } from '#graphql/scalars';
import { SourceRecordType } from '../customer/customer.type';
import type { CustomerProfile } from './customer-profile';

export const MAX_PROFILES = 1000;

@Directive('@key(fields: "id")')
@ObjectType('CustomerProfile', {
  description: 'A customer for BI tools, without personal data (客户画像).',
  simpleResolvers: true,
})
export class CustomerProfileType {
  @Field(() => ID, { description: 'Pseudonym of the customer, stable for this installation (客户假名编号).' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'ORGANISATION or PERSON (主体类型).' })
  readonly kind!: CustomerProfile['kind'];

  @Field(() => String, { nullable: true, description: 'Industry in the words of its source (行业).' })
  readonly industry!: string | null;

  @Field(() => String, { nullable: true, description: 'City, GB/T 2260 code where the source has one (城市代码).' })
  readonly cityCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Level in the letters of its source (客户级别).' })
  readonly level!: string | null;

  @Field(() => String, { nullable: true, description: 'Month of its oldest record, YYYY-MM (建档月份).' })
  readonly customerSince!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Contracts, orders, invoices, receipts, opportunities, tickets and stays in all systems (业务活动数).',
  })
  readonly activityCount!: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the first of them (首次活动日期).' })
  readonly firstActivityOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the last of them; it may lie ahead (最近活动日期).' })
  readonly lastActivityOn!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Instant since which the profile says what it says (变更时间).' })
  readonly changedAt!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'The customer is no more, for example absorbed by another; only found with "changedSince" (已移除).',
  })
  readonly removed!: boolean;

  @Field(() => [String], { nullable: true, description: 'Systems that know the customer (来源系统).' })
  readonly systems!: readonly string[];

  @Field(() => Int, { nullable: true, description: 'Records that are this customer (源记录数).' })
  readonly sourceRecordCount!: number;

  @Field(() => Int, { nullable: true, description: 'Version of these columns (画像版本).' })
  readonly schemaVersion!: number;

  @Directive('@inaccessible')
  @Field(() => [SourceRecordType], { nullable: true, description: 'Source keys for the planner (源记录键).' })
  readonly sourceKeys!: readonly SourceKey[];
}

@ArgsType()
export class CustomerProfilesArgs {
  @Field(() => Int, { defaultValue: 100, description: 'Profiles to return, 1 to 1000 (返回行数).' })
  readonly first!: number;

  @Field(() => String, { nullable: true, description: 'Cursor of the profile to continue after (起始游标).' })
  readonly after?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Only profiles whose stored columns changed since, those removed included. Name an instant some minutes before the last read ' +
      'began: a profile may come again, none is missed (变更起始时间).',
  })
  readonly changedSince?: string | null;
}

export const CustomerProfileConnection = connectionType('CustomerProfile', () => CustomerProfileType, [
  'customer profiles',
  '客户画像',
]);
