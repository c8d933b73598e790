import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { BadUserInputError } from '#core/errors';
import { PageArgs, pageSize, toConnection, type Connection } from '#graphql/connection';
import type { TrailReader, WrittenRecord } from '../audit/trail-reader';
import type { TrailQuestion } from '../audit/trail-questions.store';
import { AuditRecordFilter } from './audit-record-filter.input';
import { AuditRecordConnection, AuditRecordType, type AuditDecision, type AuditedFieldType } from './audit-record.type';
import type { AuditorContext } from './auditor-context';

@Resolver(() => AuditRecordType)
export class AuditRecordResolver {
  @Query(() => AuditRecordConnection, {
    nullable: true,
    description:
      'Who was shown or refused what about whom, the newest first; looking here is written down as well (审计记录列表).',
  })
  async auditRecords(
    @Args(() => PageArgs) { first, after = null }: PageArgs,
    @Arg('filter', () => AuditRecordFilter, { nullable: true, description: 'Which records (筛选条件).' })
    filter: AuditRecordFilter | null,
    @Ctx() { trail, looked }: AuditorContext,
  ): Promise<Connection<WrittenRecord>> {
    const question = questionOf(filter ?? {}, trail);
    const page = await trail.records(question, after, pageSize(first));
    await looked({ field: 'Query.auditRecords', subject: question.subject ?? null, rows: page.rows.length });
    return toConnection(page);
  }

  @FieldResolver()
  decision(@Root() { fields }: WrittenRecord): AuditDecision {
    return Object.values(fields).includes('REFUSED') ? 'REFUSED' : 'SHOWN';
  }

  @FieldResolver()
  fields(@Root() { fields }: WrittenRecord, @Ctx() { policy }: AuditorContext): readonly AuditedFieldType[] {
    return Object.entries(fields).map(([field, sight]) => {
      const [type = '', name = ''] = field.split('.');
      return { field, class: policy.classOf(type, name), sight };
    });
  }
}

function questionOf(filter: AuditRecordFilter, trail: Pick<TrailReader, 'pseudonymOf'>): TrailQuestion {
  const { actor, customer, sourceRecord, subject, operation, request, from, to } = filter;
  const objects = [
    customer && trail.pseudonymOf(customer),
    sourceRecord && trail.pseudonymOf(`${sourceRecord.system}|${sourceRecord.key}`),
    subject,
  ].filter((each) => typeof each === 'string');
  if (objects.length > 1) throw new BadUserInputError('Ask about one object: by customer, sourceRecord or subject.');
  const [object] = objects;
  const question = {
    ...(actor && { actor }),
    ...(object && { subject: object }),
    ...(operation && { operation }),
    ...(request && { requestId: request }),
    ...(from && { since: instantOf('from', from) }),
    ...(to && { until: instantOf('to', to) }),
  };
  return question;
}

// The trail keeps time in UTC.
function instantOf(argument: string, text: string): string {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw new BadUserInputError(`"${argument}" is no time of a day.`);
  return instant.toISOString();
}
