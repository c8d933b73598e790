import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Money } from '#core/money';
import type { SourceKey } from '#core/source-key';
import { enumOf } from '#graphql/enum-of';
import { MoneyType } from '#graphql/money.type';
import { DateScalar } from '#graphql/scalars';
import { SourceRecordStub } from '#graphql/source-record.type';
import {
  CREDIT_LIMIT_BASES,
  CREDIT_LIMIT_STATES,
  type CreditLimit,
  type CreditLimitBasis,
  type CreditLimitState,
  type RecordLimit,
} from './credit-limit';

const CreditLimitStateEnum = enumOf(CREDIT_LIMIT_STATES);
const CreditLimitBasisEnum = enumOf(CREDIT_LIMIT_BASES);

registerEnumType(CreditLimitStateEnum, {
  name: 'CreditLimitState',
  description: 'Limited to an amount, which may be 0; unlimited; or never set (信用额度状态).',
});
registerEnumType(CreditLimitBasisEnum, {
  name: 'CreditLimitBasis',
  description: 'Whether a limit was granted for certain days or stands on the party record itself (额度依据).',
});

@ObjectType('RecordCreditLimit', { description: 'Credit limit of one party record (源记录信用额度).', simpleResolvers: true })
export class RecordLimitType implements RecordLimit {
  readonly system!: string;
  readonly key!: string;

  @Field(() => SourceRecordStub, { nullable: true, description: 'Party record it is granted to (客户源记录).' })
  readonly party!: SourceKey;

  @Field(() => CreditLimitBasisEnum, { nullable: true, description: 'Where it stands in its source (额度依据).' })
  readonly basis!: CreditLimitBasis;

  @Field(() => CreditLimitStateEnum, { nullable: true, description: 'Limited, unlimited or never set (额度状态).' })
  readonly state!: CreditLimitState | null;

  @Field(() => MoneyType, { nullable: true, description: 'Limit (信用额度).' })
  readonly limit!: Money | null;

  @Field(() => Int, { nullable: true, description: 'Days of credit (信用天数).' })
  readonly days!: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day it holds (生效日期).' })
  readonly from!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day it no longer holds; null while open (失效日期).' })
  readonly to!: string | null;

  @Field(() => String, { nullable: true, description: 'Who approved it, as its source names them (批准人).' })
  readonly approvedBy!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was set (原因).' })
  readonly reason!: string | null;
}

@ObjectType('CreditLimit', {
  description:
    'Credit limit of a customer on a day. One source system decides: the first with a dated limit that holds on the day, else the ' +
    'first whose party records carry one; limits of several records there add up (信用额度).',
  simpleResolvers: true,
})
export class CreditLimitType implements CreditLimit {
  readonly key!: string;

  @Field(() => DateScalar, { description: 'Day it holds on (日期).' })
  readonly on!: string;

  @Field(() => CreditLimitStateEnum, { nullable: true, description: 'Limited, unlimited or never set (额度状态).' })
  readonly state!: CreditLimitState | null;

  @Field(() => MoneyType, { nullable: true, description: 'Limit; null when unlimited or never set (信用额度).' })
  readonly amount!: Money | null;

  @Field(() => CreditLimitBasisEnum, { nullable: true, description: 'Where it stands in its source (额度依据).' })
  readonly basis!: CreditLimitBasis | null;

  @Field(() => String, { nullable: true, description: 'Source system that decides (来源系统).' })
  readonly system!: string;

  @Field(() => [RecordLimitType], { description: 'Limits of the party records that make it up (源记录信用额度).' })
  readonly records!: readonly RecordLimit[];
}
