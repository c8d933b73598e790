import { Field, InputType } from 'type-graphql';
import { DateScalar } from './scalars';

@InputType('DateRange', { description: 'Days from..to, both included; an open end has no limit (日期范围).' })
export class DateRangeInput {
  @Field(() => DateScalar, { nullable: true, description: 'First day (起始日期).' })
  readonly from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day (截止日期).' })
  readonly to?: string | null;
}
