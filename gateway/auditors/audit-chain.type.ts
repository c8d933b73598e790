import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '#graphql/connection';
import { DateTimeScalar } from '#graphql/scalars';

@ObjectType('AuditChainHead', {
  description: 'Where a chain ended when that was noted last, signed, in a place apart from the trail (审计链签名末端).',
  simpleResolvers: true,
})
export class AuditChainHeadType {
  @Field(() => Int, { description: 'Number of the last record then (序号).' })
  readonly seq!: number;

  @Field(() => DateTimeScalar, { description: 'When it was noted (时间).' })
  readonly at!: string;

  @Field(() => String, { description: 'Hash of that record, in hexadecimal (记录摘要).' })
  readonly hash!: string;

  @Field(() => Boolean, { description: 'Whether the signature is the one of this trail; another one proves nothing (签名有效).' })
  readonly isOurs!: boolean;
}

@ObjectType('AuditChainCheck', {
  description: 'Records of a chain compared with their hashes and with its signed head (审计链校验).',
  simpleResolvers: true,
})
export class AuditChainCheckType {
  @Field(() => Int, { description: 'Records that were compared (校验记录数).' })
  readonly checked!: number;

  @Field(() => Int, { description: 'Number of the last one; pass it as "after" to go on (末条序号).' })
  readonly upTo!: number;

  @Field(() => Boolean, { description: 'Whether the chain ends there (校验至末端).' })
  readonly complete!: boolean;

  @Field(() => Boolean, { description: 'Whether all are as they were written (完整无误).' })
  readonly intact!: boolean;

  @Field(() => [String], { description: 'What is altered, missing or cut off, the first one first; at most 20 (问题).' })
  readonly problems!: readonly string[];
}

@ObjectType('AuditChain', {
  description: 'A chain of the audit trail: each record holds the hash of the one before (审计链).',
  simpleResolvers: true,
})
export class AuditChainType {
  @Field(() => ID, { description: 'Its name; each start of a process begins one (审计链编号).' })
  readonly id!: string;

  @Field(() => Int, { description: 'Number of the first record that is there (首条序号).' })
  readonly firstSeq!: number;

  @Field(() => DateTimeScalar, { description: 'When that was written (首条时间).' })
  readonly firstAt!: string;

  @Field(() => Int, { description: 'Number of the last record: so many were written (末条序号).' })
  readonly lastSeq!: number;

  @Field(() => DateTimeScalar, { description: 'When that was written (末条时间).' })
  readonly lastAt!: string;

  @Field(() => AuditChainHeadType, {
    nullable: true,
    description: 'Its signed head, at most a minute old while its process runs; null when none was noted (签名末端).',
  })
  readonly head!: AuditChainHeadType | null;

  @Field(() => AuditChainCheckType, {
    nullable: true,
    description: 'Whether its records are as they were written, part by part (校验结果).',
  })
  readonly check!: AuditChainCheckType | null;
}

export const AuditChainConnection = connectionType('AuditChain', () => AuditChainType, ['audit chains', '审计链'], {
  counted: false,
});
