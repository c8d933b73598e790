import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '#graphql/scalars';
import type { Survey } from './survey';

@ObjectType('Survey', { description: 'What the customer answered when asked about a ticket (回访).', simpleResolvers: true })
export class SurveyType implements Survey {
  readonly system!: string;
  readonly key!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the customer was asked (回访时间).' })
  readonly at!: string | null;

  @Field(() => Int, { nullable: true, description: 'Satisfaction score, as recorded (满意度得分).' })
  readonly score!: number | null;

  @Field(() => Int, { nullable: true, description: 'Would recommend us, 0 to 10 (净推荐打分).' })
  readonly nps!: number | null;

  @Field(() => String, { nullable: true, description: 'What the customer said (回访备注).' })
  readonly remark!: string | null;
}
