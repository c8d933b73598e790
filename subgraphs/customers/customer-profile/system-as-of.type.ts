import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '#graphql/scalars';
import type { SystemAsOf } from './customer-profile.source';

@ObjectType('SystemAsOf', { description: 'How old what is shown of a system may be (来源数据时点).', simpleResolvers: true })
export class SystemAsOfType implements SystemAsOf {
  @Field(() => String, { description: 'Source system id (来源系统).' })
  readonly system!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Everything up to this instant is in; null: the system has not been read completely yet (数据时点).',
  })
  readonly asOf!: string | null;
}
