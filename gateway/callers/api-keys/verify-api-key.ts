import { timingSafeEqual } from 'node:crypto';
import type { Roles } from '#policy/roles';
import type { FollowedCallers } from '../caller-list/followed-callers';
import type { Caller } from '../verify-token';
import { claimsOf } from './api-key';
import { hashOfKey, idOfKey } from './key-text';

/** Compared with when there is no key of this id: both refusals take the same way. */
const NOBODY = '0'.repeat(64);

/** Whoever holds a key that is known, not expired and not revoked. Why another one is refused is told to nobody. */
export function apiKeyVerifier(
  callers: Pick<FollowedCallers, 'recent' | 'noteUse'>,
  roles: Roles,
  now: () => number,
): (text: string) => Promise<Caller> {
  return async (text) => {
    const id = idOfKey(text);
    if (id === null) return 'STRANGER';
    const list = await callers.recent();
    if (!list) return 'UNKNOWN_YET';
    const key = list.key(id);
    const matches = timingSafeEqual(hashOfKey(text), Buffer.from(key?.hash ?? NOBODY, 'hex'));
    if (!key || !matches || Date.parse(key.expiresAt) <= now()) return 'STRANGER';
    if (list.isRevoked({ subject: key.subject, issuedAt: Date.parse(key.createdAt) }, now())) return 'STRANGER';
    callers.noteUse(key);
    return claimsOf(key, roles) ?? 'NO_ACCESS';
  };
}
