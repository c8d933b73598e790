import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { PageArgs, pageSize, toConnection, type Connection } from '#graphql/connection';
import type { CustomersContext } from '../context';
import type { AuditEvent, StewardDecision } from './steward-decision';
import { StewardEventConnection, StewardEventType } from './steward-event.type';
import { StewardDecisionType } from './stewardship.type';

@Resolver(() => StewardEventType)
export class StewardEventResolver {
  @Query(() => StewardEventConnection, {
    nullable: true,
    description: 'What stewards did, the newest first; every decision and every one taken back has its own row (裁决审计列表).',
  })
  async stewardEvents(
    @Args(() => PageArgs) { first, after = null }: PageArgs,
    @Arg('decision', () => ID, { nullable: true, description: 'Only of this decision (裁决编号).' }) decision: string | null,
    @Ctx() { decisions }: CustomersContext,
  ): Promise<Connection<AuditEvent>> {
    return toConnection(await decisions.eventPage({ first: pageSize(first), after, decision: decision ?? null }));
  }

  @FieldResolver(() => StewardDecisionType, {
    nullable: true,
    description: 'The decision that was taken, or taken back (裁决).',
  })
  decision(@Root() { subject }: AuditEvent, @Ctx() { loaders }: CustomersContext): Promise<StewardDecision | null> {
    return loaders.decisions.load(subject);
  }

  @FieldResolver(() => [ID], {
    description: 'Ids of the customers that it changed, as they were called then (涉及的客户编号).',
  })
  customerIds(@Root() { customers }: AuditEvent): readonly string[] {
    return customers;
  }
}
