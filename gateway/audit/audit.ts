import type { AccessPolicy } from '#policy/access-policy';
import type { Claims } from '#policy/claims';
import type { AuditEntry, AuditedSight } from './audit-record';
import type { AuditKey } from './audit-key';
import type { Shown } from './shown-data';

/** Subjects of one record; an answer about more takes several. */
const MOST_SUBJECTS = 500;

/** One request as the trail names it. */
export interface AuditedRequest {
  readonly claims: Claims;
  readonly requestId: string;
  readonly operationName: string | null;
  /** SHA-256 of the document, in hexadecimal. */
  readonly queryHash: string;
}

export interface AuditOptions {
  readonly key: Pick<AuditKey, 'pseudonymOf'>;
  readonly policy: Pick<AccessPolicy, 'sight'>;
  /** @throws AuditUnavailableError */
  readonly record: (entry: AuditEntry) => Promise<void>;
}

/** Writes down who was shown what about whom, and who was refused it. */
export class Audit {
  constructor(private readonly options: AuditOptions) {}

  /** Ends when what is shown is written down. @throws AuditUnavailableError */
  async shown(request: AuditedRequest, { fields, subjects, objects }: Shown): Promise<void> {
    if (fields.size === 0) return;
    const { key, policy } = this.options;
    const sights = [...fields].map(([name, [type, field]]): [string, AuditedSight] => [
      name,
      policy.sight(request.claims, type, field) === 'CLEAR' ? 'CLEAR' : 'MASKED',
    ]);
    const names = [...subjects].map((subject) => key.pseudonymOf(subject));
    const entry = { ...entryOf(request), fields: Object.fromEntries(sights), objects };
    const parts = Array.from({ length: Math.max(1, Math.ceil(names.length / MOST_SUBJECTS)) }, (_, part) =>
      names.slice(part * MOST_SUBJECTS, (part + 1) * MOST_SUBJECTS),
    );
    await Promise.all(parts.map((part) => this.options.record({ ...entry, subjects: part })));
  }

  /** Ends when it is written down that the trail itself was read, by a root field and about a subject. @throws AuditUnavailableError */
  looked(
    request: AuditedRequest,
    { field, subject, rows }: { readonly field: string; readonly subject: string | null; readonly rows: number },
  ): Promise<void> {
    const subjects = subject === null ? [] : [subject];
    return this.options.record({ ...entryOf(request), fields: { [field]: 'CLEAR' }, subjects, objects: rows });
  }

  /** Ends when it is written down that fields were asked for and refused. @throws AuditUnavailableError */
  refused(request: AuditedRequest, fields: readonly string[]): Promise<void> {
    const sights = Object.fromEntries(fields.map((name): [string, AuditedSight] => [name, 'REFUSED']));
    return this.options.record({ ...entryOf(request), fields: sights, subjects: [], objects: 0 });
  }
}

function entryOf({
  claims,
  requestId,
  operationName,
  queryHash,
}: AuditedRequest): Pick<AuditEntry, 'actor' | 'requestId' | 'purpose' | 'operation'> {
  const { sub, roles, audience, purpose = null } = claims;
  return { actor: { sub, roles, audience }, requestId, purpose, operation: { name: operationName, hash: queryHash } };
}
