import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '#graphql/scalars';
import type { ServiceSummary } from './service-summary';

@ObjectType('ServiceSummary', {
  description: 'What a customer asked the service for, voided tickets left out (服务汇总).',
  simpleResolvers: true,
})
export class ServiceSummaryType implements ServiceSummary {
  @Field(() => Int, { description: 'Tickets (工单数).' })
  readonly ticketCount!: number;

  @Field(() => Int, { description: 'Tickets somebody still has to work on (未结工单数).' })
  readonly openCount!: number;

  @Field(() => Int, { description: 'Tickets whose status is unknown; none of them counts as open (状态未知工单数).' })
  readonly unknownStatusCount!: number;

  @Field(() => Int, { description: 'Complaints among the tickets (投诉数).' })
  readonly complaintCount!: number;

  @Field(() => Int, { description: 'Tickets the customer rated (已评价工单数).' })
  readonly ratedCount!: number;

  @Field(() => DecimalScalar, { nullable: true, description: 'Average rating from 1 to 5; null when none is rated (平均评分).' })
  readonly averageRating!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the latest ticket was opened (最近工单时间).' })
  readonly lastTicketAt!: string | null;
}
