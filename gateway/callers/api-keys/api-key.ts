import type { Audience, Claims } from '#policy/claims';
import type { Role, Roles } from '#policy/roles';

export const DAY_MS = 86_400_000;
/** No key holds longer than a year. */
export const MAX_DAYS = 365;
/** Hours that a key may go on beside the one that replaces it. */
export const MAX_OVERLAP_HOURS = 168;

/** What is kept of an API key; instants are ISO 8601 in UTC. */
export interface ApiKey {
  readonly id: string;
  /** SHA-256 of its text, in hex. */
  readonly hash: string;
  /** Who asks by it, as `sub` of a token. */
  readonly subject: string;
  readonly role: string;
  /** Whose contracts a partner sees; null for other roles. */
  readonly partner: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** YYYY-MM-DD in UTC; null: never. */
  readonly lastUsedOn: string | null;
  readonly revokedAt: string | null;
  /** Who made it, who took it back and why; null also for what was done before that was kept. */
  readonly createdBy: string | null;
  readonly revokedBy: string | null;
  readonly revokedReason: string | null;
  /** Id of the key that takes its place. */
  readonly replacedBy: string | null;
}

export type KeyState = 'ACTIVE' | 'REPLACED' | 'EXPIRED' | 'REVOKED';

/** @param now milliseconds */
export function stateOf({ revokedAt, expiresAt, replacedBy }: ApiKey, now: number): KeyState {
  if (revokedAt !== null) return 'REVOKED';
  if (Date.parse(expiresAt) <= now) return 'EXPIRED';
  return replacedBy === null ? 'ACTIVE' : 'REPLACED';
}

/** Keys are for programs: a person proves itself at the identity provider. */
export const mayHaveKeys = (role: Role | undefined): role is Role & { readonly audience: Exclude<Audience, 'STAFF'> } =>
  role?.audience === 'BI' || role?.audience === 'PARTNER';

/** What a key says about its caller: what a token of the same subject says. Null when its role has no keys any more. */
export function claimsOf({ subject, role, partner }: ApiKey, roles: Roles): Claims | null {
  const definition = roles.get(role);
  if (!mayHaveKeys(definition)) return null;
  return { sub: subject, roles: [role], audience: definition.audience, ...(partner !== null && { partner }) };
}
