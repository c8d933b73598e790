import { Field, ObjectType } from 'type-graphql';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';
import { connectionType } from '#graphql/connection';
import { MoneyType } from '#graphql/money.type';
import { SourceRecordStub } from '#graphql/source-record.type';
import type { AgeingSnapshot } from './ageing-snapshot';

@ObjectType('AgeingSnapshot', {
  description:
    'Ageing of one party record as its source wrote it down at the end of a month, in the currency of the company (月末账龄快照).',
  simpleResolvers: true,
})
export class AgeingSnapshotType implements AgeingSnapshot {
  readonly system!: string;
  readonly key!: string;

  @Field(() => SourceRecordStub, { nullable: true, description: 'Party record it is about (客户源记录).' })
  readonly party!: SourceKey;

  @Field(() => String, { nullable: true, description: 'Month, YYYY-MM (期间).' })
  readonly period!: string | null;

  @Field(() => MoneyType, { nullable: true, description: 'Balance at the end of the month (余额).' })
  readonly balance!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'Not due yet (未到期).' })
  readonly current!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: '1 to 30 days past due (逾期1-30天).' })
  readonly days1To30!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: '31 to 60 days past due (逾期31-60天).' })
  readonly days31To60!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: '61 to 90 days past due (逾期61-90天).' })
  readonly days61To90!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: '91 to 180 days past due (逾期91-180天).' })
  readonly days91To180!: Money | null;

  @Field(() => MoneyType, { nullable: true, description: 'More than 180 days past due (逾期180天以上).' })
  readonly over180!: Money | null;
}

export const AgeingSnapshotConnection = connectionType('AgeingSnapshot', () => AgeingSnapshotType, [
  'ageing snapshots',
  '月末账龄快照',
]);
