import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { BadUserInputError } from '#core/errors';
import { PageArgs, pageSize, toConnection, type Connection } from '#graphql/connection';
import type { Chain } from '../audit/trail-reader';
import { AuditChainCheckType, AuditChainConnection, AuditChainType } from './audit-chain.type';
import type { AuditorContext } from './auditor-context';

const MAX_CHECKED = 5000;
const MAX_PROBLEMS = 20;

@Resolver(() => AuditChainType)
export class AuditChainResolver {
  @Query(() => AuditChainConnection, {
    nullable: true,
    description: 'The chains of the audit trail, by their names (审计链列表).',
  })
  async auditChains(
    @Args(() => PageArgs) { first, after = null }: PageArgs,
    @Ctx() { trail, looked }: AuditorContext,
  ): Promise<Connection<Chain>> {
    const page = await trail.chains(after, pageSize(first));
    await looked({ field: 'Query.auditChains', subject: null, rows: page.rows.length });
    return toConnection(page);
  }

  @Query(() => AuditChainType, { nullable: true, description: 'One chain; null when there is none of this name (审计链).' })
  async auditChain(
    @Arg('id', () => ID, { description: 'Its name (审计链编号).' }) id: string,
    @Ctx() { trail, looked }: AuditorContext,
  ): Promise<Chain | null> {
    const chain = await trail.chain(id);
    await looked({ field: 'Query.auditChain', subject: null, rows: chain ? 1 : 0 });
    return chain;
  }

  @FieldResolver()
  id(@Root() { chain }: Chain): string {
    return chain;
  }

  @FieldResolver(() => AuditChainCheckType)
  async check(
    @Root() chain: Chain,
    @Arg('first', () => Int, { defaultValue: 1000, description: 'Records to compare, 1 to 5,000 (校验行数).' }) first: number,
    @Arg('after', () => Int, { defaultValue: 0, description: 'Number of the record to go on after; 0 begins (起始序号).' })
    after: number,
    @Ctx() { trail }: AuditorContext,
  ): Promise<AuditChainCheckType> {
    if (after < 0) throw new BadUserInputError(`"after" is ${after}; it is the number of a record, or 0.`);
    const { problems, ...part } = await trail.check(chain, after, pageSize(first, MAX_CHECKED));
    return { ...part, intact: problems.length === 0, problems: problems.slice(0, MAX_PROBLEMS) };
  }
}
