import type { AccessPolicy } from '#policy/access-policy';
import type { Claims } from '#policy/claims';
import { TERM_KINDS, type TermKind } from './search-term';

/** Kinds of terms that tell a field, each with that field. Tax numbers in the index are those of companies, which are public. */
const TELLS: readonly (readonly [TermKind, string, string])[] = [
  [TERM_KINDS.PHONE, 'Customer', 'phones'],
  [TERM_KINDS.CONTRACT, 'Contract', 'number'],
];

/** Kinds of terms by which a caller finds nothing: those of fields that it does not see in clear. */
export function hiddenTerms(claims: Claims, policy: Pick<AccessPolicy, 'sight'>): ReadonlySet<TermKind> {
  return new Set(TELLS.filter(([, type, field]) => policy.sight(claims, type, field) !== 'CLEAR').map(([kind]) => kind));
}
