import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '#graphql/connection';
import { enumOf } from '#graphql/enum-of';
import { DateTimeScalar } from '#graphql/scalars';
import { CLASSES, type Class } from '#policy/field-rules';
import { AUDITED_SIGHTS, type AuditedSight } from '../audit/audit-record';

const DECISIONS = ['SHOWN', 'REFUSED'] as const;
export type AuditDecision = (typeof DECISIONS)[number];

const AuditDecisionEnum = enumOf(DECISIONS);
registerEnumType(AuditDecisionEnum, {
  name: 'AuditDecision',
  description: 'Whether the caller was answered (审计结论).',
  valuesConfig: {
    SHOWN: { description: 'The answer held what was asked for (已展示).' },
    REFUSED: { description: 'The operation asked for fields that the caller may not see, and got nothing (已拒绝).' },
  },
});

const AuditedSightEnum = enumOf(AUDITED_SIGHTS);
registerEnumType(AuditedSightEnum, {
  name: 'AuditedSight',
  description: 'How a field was seen (查看方式).',
  valuesConfig: {
    CLEAR: { description: 'As it is (明文).' },
    MASKED: { description: 'In part (脱敏).' },
    REFUSED: { description: 'Not at all (拒绝).' },
  },
});

const DataClassEnum = enumOf(CLASSES);
registerEnumType(DataClassEnum, {
  name: 'DataClass',
  description: 'How a field is classified (数据分级).',
  valuesConfig: {
    PUBLIC: { description: 'Known to everybody (公开).' },
    INTERNAL: { description: 'Of the company (内部).' },
    PERSONAL: { description: 'About a person (个人信息).' },
    SENSITIVE: { description: 'About a person, and harmful when it leaks (敏感个人信息).' },
  },
});

@ObjectType('AuditActor', { description: 'Who asked (操作者).', simpleResolvers: true })
export class AuditActorType {
  @Field(() => String, { description: 'Subject of the token or API key (主体).' })
  readonly sub!: string;

  @Field(() => [String], { description: 'Roles that the token said (角色).' })
  readonly roles!: readonly string[];

  @Field(() => String, { description: 'For whom the schema was made that was asked (受众).' })
  readonly audience!: string;
}

@ObjectType('AuditedOperation', { description: 'The operation that was sent (操作).', simpleResolvers: true })
export class AuditedOperationType {
  @Field(() => String, { nullable: true, description: 'Its name; null when it has none (操作名称).' })
  readonly name!: string | null;

  @Field(() => String, { description: 'SHA-256 of its document, in hexadecimal (文档摘要).' })
  readonly hash!: string;
}

@ObjectType('AuditedField', {
  description: 'A field of the graph that was shown or refused, without its value (被查看字段).',
  simpleResolvers: true,
})
export class AuditedFieldType {
  @Field(() => String, { description: 'Type and name: Customer.name (字段).' })
  readonly field!: string;

  @Field(() => DataClassEnum, {
    nullable: true,
    description: 'How it is classified today; null when the graph has it no more (数据分级).',
  })
  readonly class!: Class | null;

  @Field(() => AuditedSightEnum, { description: 'How it was seen (查看方式).' })
  readonly sight!: AuditedSight;
}

@ObjectType('AuditRecord', {
  description: 'One record of the audit trail: who was shown or refused what about whom (审计记录).',
  simpleResolvers: true,
})
export class AuditRecordType {
  @Field(() => ID, { description: 'Chain that the record belongs to; each process that answers has its own (审计链).' })
  readonly chain!: string;

  @Field(() => Int, { description: 'Its number in the chain, from 1 without a gap (序号).' })
  readonly seq!: number;

  @Field(() => DateTimeScalar, { description: 'When it was written, before the answer left (时间).' })
  readonly at!: string;

  @Field(() => AuditActorType, { description: 'Who asked (操作者).' })
  readonly actor!: AuditActorType;

  @Field(() => ID, { description: 'Id of the request, as its answer and the log say it (请求编号).' })
  readonly requestId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it was asked for; null in records of an earlier release (使用目的).',
  })
  readonly purpose!: string | null;

  @Field(() => AuditedOperationType, { description: 'What was sent (操作).' })
  readonly operation!: AuditedOperationType;

  @Field(() => AuditDecisionEnum, { description: 'Whether the caller was answered (审计结论).' })
  readonly decision!: AuditDecision;

  @Field(() => [AuditedFieldType], { description: 'The fields that were shown or refused (被查看字段).' })
  readonly fields!: readonly AuditedFieldType[];

  @Field(() => [ID], {
    description:
      'Pseudonyms of the objects that were shown, and of what encloses them; the same object has always the same (对象假名).',
  })
  readonly subjects!: readonly string[];

  @Field(() => Int, { description: 'Objects that showed such a field; of a look at the trail its rows (对象数).' })
  readonly objects!: number;
}

export const AuditRecordConnection = connectionType('AuditRecord', () => AuditRecordType, ['audit records', '审计记录'], {
  counted: false,
});
