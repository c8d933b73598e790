import { Field, ID, InputType } from 'type-graphql';
import { DateTimeScalar } from '#graphql/scalars';

@InputType('AuditedSourceRecordInput', { description: 'A record of a source system (来源记录).' })
export class AuditedSourceRecordInput {
  @Field(() => String, { description: 'Id of the system (来源系统).' })
  readonly system!: string;

  @Field(() => String, { description: 'Key of the record in it (来源键).' })
  readonly key!: string;
}

@InputType('AuditRecordFilter', { description: 'Which audit records; all that is given must hold (审计记录筛选).' })
export class AuditRecordFilter {
  @Field(() => String, { nullable: true, description: 'Subject of the token or API key that asked (操作者).' })
  readonly actor?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'About the customer of this id; the trail holds its pseudonym only (客户编号).',
  })
  readonly customer?: string | null;

  @Field(() => AuditedSourceRecordInput, { nullable: true, description: 'About this record of a source system (来源记录).' })
  readonly sourceRecord?: AuditedSourceRecordInput | null;

  @Field(() => ID, { nullable: true, description: 'About the object of this pseudonym (对象假名).' })
  readonly subject?: string | null;

  @Field(() => String, { nullable: true, description: 'By an operation of this name (操作名称).' })
  readonly operation?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this request (请求编号).' })
  readonly request?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Written at this moment or later (起始时间).' })
  readonly from?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Written before this moment (截止时间).' })
  readonly to?: string | null;
}
