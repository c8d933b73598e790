import { Field, ObjectType } from 'type-graphql';
import type { Preference } from './preference';

@ObjectType('Preference', { description: 'Something a guest prefers (喜好).', simpleResolvers: true })
export class PreferenceType implements Preference {
  @Field(() => String, { description: 'Code in the hotel system (喜好代码).' })
  readonly code!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the code means; null when the system has no name for it (喜好名称).',
  })
  readonly name!: string | null;
}
