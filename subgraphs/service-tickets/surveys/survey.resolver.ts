import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Selected } from '#core/legacy-record';
import type { ServiceTicketsContext } from '../context';
import type { Ticket } from '../tickets/ticket';
import { TicketType } from '../tickets/ticket.type';
import type { Survey } from './survey';
import { SurveyType } from './survey.type';

@Resolver(() => TicketType)
export class TicketSurveysResolver {
  @FieldResolver(() => [SurveyType], { nullable: true, description: 'Surveys about the ticket by time (回访).' })
  surveys(@Root() { system, key }: Selected<Ticket>, @Ctx() { loaders }: ServiceTicketsContext): Promise<readonly Survey[]> {
    return loaders.surveys.load({ system, key });
  }
}
