import type { AccessPolicy } from '#policy/access-policy';
import type { Claims } from '#policy/claims';
import type { TrailReader } from '../audit/trail-reader';

/** A look at the trail, which is written down as well. */
export interface Look {
  /** `Query.field` that was asked. */
  readonly field: string;
  /** Pseudonym of the object it asks about; null: of none. */
  readonly subject: string | null;
  /** Rows that it shows. */
  readonly rows: number;
}

/** What the resolvers of auditors have. */
export interface AuditorContext {
  readonly claims: Claims;
  readonly trail: TrailReader;
  readonly policy: Pick<AccessPolicy, 'classOf'>;
  /** Ends when the look is written down; without that nothing is shown. @throws DomainError AUDIT_UNAVAILABLE */
  readonly looked: (look: Look) => Promise<void>;
}
