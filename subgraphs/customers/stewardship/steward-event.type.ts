import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '#graphql/connection';
import { enumOf } from '#graphql/enum-of';
import { DateTimeScalar } from '#graphql/scalars';
import { STEWARD_ACTIONS, type StewardAction, type StewardDecision } from './steward-decision';
import { StewardDecisionType } from './stewardship.type';

const StewardActionEnum = enumOf(STEWARD_ACTIONS);
registerEnumType(StewardActionEnum, { name: 'StewardAction', description: 'What a steward did (裁决动作).' });

@ObjectType('StewardEvent', {
  description: 'What a steward did, when and why; it is never changed (裁决审计记录).',
  simpleResolvers: true,
})
export class StewardEventType {
  @Field(() => ID, { description: 'Id of the event (记录编号).' })
  readonly id!: string;

  @Field(() => DateTimeScalar, { description: 'When it was done (时间).' })
  readonly at!: string;

  @Field(() => String, { description: 'Who did it (操作人).' })
  readonly actor!: string;

  @Field(() => StewardActionEnum, { description: 'What was done (裁决动作).' })
  readonly action!: StewardAction;

  @Field(() => String, { description: 'Why (理由).' })
  readonly reason!: string;

  @Field(() => StewardDecisionType, { nullable: true, description: 'The decision that was taken, or taken back (裁决).' })
  readonly decision?: StewardDecision | null;

  @Field(() => [ID], { description: 'Ids of the customers that it changed, as they were called then (涉及的客户编号).' })
  readonly customerIds!: readonly string[];
}

export const StewardEventConnection = connectionType('StewardEvent', () => StewardEventType, [
  'what stewards did',
  '裁决审计记录',
]);
